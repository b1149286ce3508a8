import type { FileProblem } from '../../shared/fleet/file/read.ts';

/** A problem and the file it is in. */
export interface Located extends FileProblem {
  readonly file: string;
}

/** `fleet.yaml:6:24: keyPairs.0.name: expected …`, as editors and terminals make links of. */
export function renderProblem({ file, line, column, path, message }: Located): string {
  return `${file}:${line}:${column}: ${path ? `${path}: ` : ''}${message}`;
}
