import { posix } from 'node:path';
import { readSource } from '../../../bench/structure/source.ts';
import { read } from '../files.ts';

/** Which files of the tree load which at run time. */
export interface Imports {
  importersOf(file: string): readonly string[];
  /** The file itself, and everything that it imports, directly or not. */
  loadedBy(file: string): ReadonlySet<string>;
}

export function readImports(files: readonly string[]): Imports {
  const aliases = readAliases(read('tsconfig.json'));
  const imported = new Map(files.map((file) => [file, importsOf(file, aliases)]));
  const importers = new Map<string, string[]>();
  for (const [file, targets] of imported) {
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  return {
    importersOf: (file) => importers.get(file) ?? [],
    loadedBy: (file) => {
      const loaded = new Set([file]);
      for (const one of loaded) for (const target of imported.get(one) ?? []) loaded.add(target);
      return loaded;
    },
  };
}

function importsOf(file: string, aliases: ReadonlyMap<string, string>): string[] {
  return readSource(file, read(file)).imports.flatMap(({ specifier, isTypeOnly }) => {
    if (isTypeOnly) return [];
    if (specifier.startsWith('.')) return [posix.join(posix.dirname(file), specifier)];
    return aliases.get(specifier) ?? [];
  });
}

/** What the compiler's `paths` say of packages of this tree: one file for one name. */
export function readAliases(tsconfig: string): ReadonlyMap<string, string> {
  const paths = tsconfig.matchAll(/"(?<name>[^"]+)":\s*\[\s*"\.\/(?<file>[^"]+\.ts)"\s*\]/g);
  return new Map([...paths].map(({ groups }) => [groups?.['name'] ?? '', groups?.['file'] ?? '']));
}
