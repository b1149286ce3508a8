import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './files.ts';
import type { Judged } from './judge.ts';
import { apply } from './mutant.ts';

const run = promisify(execFile);
const NOT_COPIED = new Set(['node_modules', 'dist', '.git']);

/**
 * Asks the compiler about what lived, as `npm test` does before its tests: one that is no valid TypeScript any more is
 * killed. The compiler has no API, so it looks at a copy of the tree.
 */
export async function askCompiler(judged: readonly Judged[], sourceOf: (file: string) => string): Promise<Judged[]> {
  if (judged.every(({ verdict }) => !isAlive(verdict.kind))) return [...judged];
  const copy = copyTree();
  const remove = () => rmSync(copy, { recursive: true, force: true });
  // Also when this process is told to end before its work is done.
  process.once('exit', remove);
  try {
    const asked: Judged[] = [];
    for (const one of judged) asked.push(isAlive(one.verdict.kind) ? await ask(one, copy, sourceOf) : one);
    return asked;
  } finally {
    remove();
  }
}

function isAlive(kind: Judged['verdict']['kind']): boolean {
  return kind === 'survived' || kind === 'unreached';
}

async function ask(one: Judged, copy: string, sourceOf: (file: string) => string): Promise<Judged> {
  const { file } = one.mutant;
  writeFileSync(join(copy, file), apply(sourceOf(file), one.mutant));
  const problem = await compile(copy);
  writeFileSync(join(copy, file), sourceOf(file));
  return problem === null ? one : { ...one, verdict: { kind: 'killed', by: problem } };
}

/** The first line of what the compiler has against it, or null. */
async function compile(folder: string): Promise<string | null> {
  try {
    await run(join(ROOT, 'node_modules/.bin/tsc'), [], { cwd: folder });
    return null;
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    return stdout.split('\n')[0] || String(error);
  }
}

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'keyfleet-types-'));
  cpSync(ROOT, copy, { recursive: true, filter: (path) => path === ROOT || !NOT_COPIED.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
