import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FileProblem, readFleet } from '../../shared/fleet/file/read.ts';
import { readYaml } from '../../shared/yaml.ts';
import { type Env, UsageError } from '../usage.ts';
import { crossCheck } from './cross-check.ts';
import { checkSpec } from './spec/check-spec.ts';

export interface Files {
  readonly fleet: string;
  readonly spec: string;
}

/** What was found in both files, and how much there is in them. */
export interface Check {
  readonly problems: readonly Located[];
  readonly keyPairs: number;
  /** What is not wrong, and should be known. */
  readonly notes: readonly string[];
  readonly functions: number;
}

/**
 * Checks both files, each for itself and then together.
 * @throws UsageError when a file cannot be read
 */
export async function checkFiles(files: Files, env: Env): Promise<Check> {
  const [fleetText, specText] = await Promise.all([read(files.fleet), read(files.spec)]);
  const { fleet, problems: inFleet } = readFleet(fleetText);
  const { functions, problems: inSpec } = checkSpec(specText, await findSources(files.spec), env);
  const isSound = fleet !== null && inSpec.length === 0;
  const together = isSound ? crossCheck(fleet, functions, readYaml(fleetText).locate) : [];
  const problems = [
    ...[...inFleet, ...together].map((problem) => ({ ...problem, file: files.fleet })),
    ...inSpec.map((problem) => ({ ...problem, file: files.spec })),
  ];
  const notes = fleet && !fleet.direct ? [UNLIMITED] : [];
  return { problems, notes, keyPairs: fleet?.keyPairs.length ?? 0, functions: functions.length };
}

const UNLIMITED =
  'direct is not set: whoever may invoke attach and detach may give any key pair to any instance (docs/fleet.md)';

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new UsageError(code === 'ENOENT' ? `there is no ${file}` : `cannot read ${file} (${code})`);
  }
}

/** The functions whose source stands beside `s.yaml`. */
async function findSources(spec: string): Promise<string[]> {
  const folder = path.join(path.dirname(spec), 'functions');
  const files = existsSync(folder) ? await readdir(folder) : [];
  return files.filter((file) => file.endsWith('.ts')).map((file) => path.basename(file, '.ts'));
}

/** A problem and the file it is in. */
export interface Located extends FileProblem {
  readonly file: string;
}

/** `fleet.yaml:6:24: keyPairs.0.name: expected …`, as editors and terminals make links of. */
export function renderProblem({ file, line, column, path: field, message }: Located): string {
  return `${file}:${line}:${column}: ${field ? `${field}: ` : ''}${message}`;
}
