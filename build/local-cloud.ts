import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { keepPublicTypes } from './public-types.ts';

const source = path.resolve(import.meta.dirname, '../local');
const require = createRequire(import.meta.url);

/** What compiling takes. After `npm ci --omit=dev`, with which functions are built and run, some of it is missing. */
const NEEDED = ['typescript', '@types/node', '@types/ssh2'];

export function canCompile(): boolean {
  try {
    return NEEDED.every((name) => require.resolve(`${name}/package.json`));
  } catch {
    return false;
  }
}

const compilerFile = () => path.join(path.dirname(require.resolve('typescript/package.json')), 'bin/tsc');

/**
 * Compiles the workspace `@keyfleet/local-cloud`: JavaScript, a file for each source, what the sources read beside them,
 * and the declarations of the public types.
 * @param outDir default `local/dist`, which its package.json names
 * @returns outDir
 * @throws when a devDependency that it takes is not installed, or the compiler refuses a source
 */
export async function buildLocalCloud(outDir = path.join(source, 'dist')): Promise<string> {
  await rm(outDir, { recursive: true, force: true });
  await compile(outDir);
  await copyCompanions(outDir);
  await keepPublicTypes(outDir, ['index.d.ts', 'spec.d.ts']);
  return outDir;
}

async function compile(outDir: string): Promise<void> {
  const args = [compilerFile(), '-p', source, '--outDir', outDir];
  await promisify(execFile)(process.execPath, args).catch((error: { stdout: string }) => {
    throw new Error(`local/ does not compile:\n${error.stdout}`, { cause: error });
  });
}

/** What sources read beside them: scripts of guests, and the start of a function's process. */
async function copyCompanions(outDir: string): Promise<void> {
  for (const folder of ['cloud', 'guest', 'host', 'signature']) {
    const copied = { recursive: true, filter: (file: string) => !file.endsWith('.ts') };
    await cp(path.join(source, folder), path.join(outDir, folder), copied);
  }
}
