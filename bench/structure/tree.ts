import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readSource, type Source } from './source.ts';

/** One import between two files of a place. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** The sources of one folder of a checkout, by their path in it, and the imports between them. */
export interface Place {
  readonly files: ReadonlyMap<string, Source>;
  readonly edges: readonly Edge[];
}

const NOT_OURS = /(^|\/)(node_modules|dist)\//;

/** Reads every TypeScript file under `folder`; declaration files hold no code and are left out. */
export function readPlace(folder: string): Place {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !NOT_OURS.test(name))
    .toSorted();
  const files = new Map(names.map((name) => [name, readSource(name, readFileSync(join(folder, name), 'utf8'))]));
  const edges = [...files].flatMap(([from, { imports }]) =>
    imports.flatMap(({ specifier, isTypeOnly }) => {
      if (!specifier.startsWith('.')) return [];
      const to = relative(folder, resolve(folder, from, '..', specifier));
      return files.has(to) ? [{ from, to, isTypeOnly }] : [];
    }),
  );
  return { files, edges };
}
