import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import type { SeededMutant } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../../../../..');
const run = promisify(execFile);

/** Where bundles find the packages that are left out of them. */
export const CACHE = join(ROOT, 'node_modules');
const TIMEOUT_MS = 800_000;

/** Whether its file still has, once, what is to be changed; where not, it is to be written anew. */
export function hasPlace(mutant: SeededMutant): boolean {
  return mutant.changes.every(([from]) => sourceOf(mutant).split(from).length === 2);
}

function putIn(mutant: SeededMutant): string {
  return mutant.changes.reduce((text, [from, to]) => text.replace(from, () => to), sourceOf(mutant));
}

function sourceOf({ file }: SeededMutant): string {
  const path = join(ROOT, 'shared/rotation', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * What stories and schedules notice with a fault, or with none. It is bundled for a process of its own, so that a fault that
 * never ends can be ended.
 * @param known what was noticed without it
 */
export async function findNoticed(folder: string, mutant?: SeededMutant, known?: readonly string[]): Promise<string[]> {
  const outfile = join(folder, `${(mutant?.fault ?? 'none').replaceAll(/\W+/g, '-')}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'prey.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['ssh2', '@alicloud/*', '@darabonba/*'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [loading(mutant)],
    logLevel: 'silent',
  });
  try {
    const given = known ? [JSON.stringify(known)] : [];
    const { stdout } = await run(process.execPath, [outfile, ...given], { timeout: TIMEOUT_MS });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
  } catch (error) {
    if (!mutant) throw error;
    const { killed, stderr = '' } = error as { killed?: boolean; stderr?: string };
    return [killed ? 'it never ends' : `it fails: ${/^\w*Error.*$/m.exec(stderr)?.[0] ?? 'without a word'}`];
  }
}

/** Sources as they are, or with the fault; each knows its own folder, wherever the bundle lies. */
function loading(mutant: SeededMutant | undefined): Plugin {
  return {
    name: 'sources',
    setup: (builder) => {
      builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path.includes('node_modules')) return null;
        const isMutant = mutant && path === join(ROOT, 'shared/rotation', mutant.file);
        const text = isMutant ? putIn(mutant) : readFileSync(path, 'utf8');
        return { contents: text.replaceAll('import.meta.dirname', JSON.stringify(dirname(path))), loader: 'ts' };
      });
    },
  };
}
