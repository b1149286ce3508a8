import { type Position, readYaml } from '../../yaml.ts';
import type { Fleet } from '../fleet.ts';
import { parseFleet } from './parse.ts';

/** One problem of a YAML file and where it stands. */
export interface FileProblem extends Position {
  /** Such as `keyPairs.0.instances.2.regions`; empty for the file as a whole or what is wrong with its YAML. */
  readonly path: string;
  /** What to say of it: what was expected there, or what the YAML parser met. */
  readonly message: string;
}

/** A fleet, or every problem of its file in the order of lines. */
export type FleetReading =
  | { readonly fleet: Fleet; readonly problems: readonly [] }
  | { readonly fleet: null; readonly problems: readonly FileProblem[] };

/** Reads the text of a `fleet.yaml`. For the build and the command line; functions get the fleet as JSON. */
export function readFleet(text: string): FleetReading {
  const { value, problems, locate } = readYaml(text);
  if (problems.length > 0) {
    return { fleet: null, problems: problems.map((problem) => ({ ...problem, path: '' })) };
  }
  const { fleet, findings } = parseFleet(value);
  if (fleet) return { fleet: withLines(fleet, (path) => locate(path).line), problems: [] };
  const located = findings.map(({ path, expected }) => ({
    ...locate(path),
    path: path.join('.'),
    message: `expected ${expected}`,
  }));
  return { fleet: null, problems: located.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

/** A refusal says where its rule stands; a rule that is not written has no line. */
function withLines(fleet: Fleet, lineOf: (path: readonly string[]) => number): Fleet {
  const { direct } = fleet;
  if (!direct) return fleet;
  const lines = Object.keys(direct).map((rule) => [rule, lineOf(['direct', rule])] as const);
  return { ...fleet, direct: { ...direct, lines: Object.fromEntries(lines) } };
}
