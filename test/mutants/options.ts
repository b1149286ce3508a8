import { parseArgs } from 'node:util';
import { sources } from './config.ts';

export interface Options {
  /** The same seed and the same sources give the same sample. Defaults to 1. */
  readonly seed: number;
  /** How many mutants; 150 unless said. */
  readonly count: number;
  /** Patterns of the sources to change. */
  readonly only: readonly string[];
  /** Patterns of sources to leave as they are. */
  readonly not: readonly string[];
  /** One line of a source, as a survivor is reported: every change to it, and no sample. */
  readonly at: { readonly file: string; readonly line: number } | null;
  /** Changes TypeScript, the scripts in it, or both. */
  readonly kind: 'code' | 'scripts' | 'both';
  /** Tests at the same time; 2 unless said. */
  readonly jobs: number;
  /** The most test files that are asked of one mutant, the nearest; all that reach it unless said. */
  readonly tests: number;
  /** Finds anew which tests reach what. */
  readonly record: boolean;
  /** Names the sample and runs nothing. */
  readonly list: boolean;
}

const options = {
  seed: { type: 'string', default: '1' },
  count: { type: 'string', default: '150' },
  only: { type: 'string', multiple: true, default: sources },
  not: { type: 'string', multiple: true, default: [] as string[] },
  at: { type: 'string' },
  kind: { type: 'string', default: 'both' },
  jobs: { type: 'string', default: '2' },
  tests: { type: 'string' },
  record: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
} as const;

/** @throws RangeError for a value that an option does not take, TypeError for an option that there is not */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { ...options, only: { ...options.only, default: sources } },
  });
  const { not, record, list } = values;
  const at = values.at === undefined ? null : toLine(values.at);
  return {
    seed: toNumber('seed', values.seed),
    count: toNumber('count', values.count),
    jobs: toNumber('jobs', values.jobs),
    tests: values.tests === undefined ? Infinity : toNumber('tests', values.tests),
    kind: toKind(values.kind),
    at,
    only: at ? [at.file] : values.only,
    not,
    record,
    list,
  };
}

function toNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name}: expected a whole number, received ${text}`);
  return Number(text);
}

function toLine(text: string): { file: string; line: number } {
  const [, file, line] = /^(.+):(\d+)$/.exec(text) ?? [];
  if (!file) throw new RangeError(`--at: expected a file and a line such as shared/yaml.ts:7, received ${text}`);
  return { file, line: Number(line) };
}

function toKind(text: string): Options['kind'] {
  if (text === 'code' || text === 'scripts' || text === 'both') return text;
  throw new RangeError(`--kind: expected code, scripts or both, received ${text}`);
}
