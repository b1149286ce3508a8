import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { requireNoFinds } from './finds.ts';
import { preloadOf, temporaryFolderOf } from './run-folder.ts';
import { openRecord } from './run-record.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of this run of the suite. */
    runFolder: string;
    /** Whether all tests of the suite were asked for. */
    isWholeSuite: boolean;
  }
}

type Run = { readonly folder: string };
const OF_THIS_RUN = Symbol.for('keyfleet.suite');
const shared = globalThis as { [OF_THIS_RUN]?: Run };

/** Opens the folder that one run of the suite writes to, and at the end fails the run if a private key got out of a process. */
export function setup(project: TestProject): (() => void) | undefined {
  const isFirst = shared[OF_THIS_RUN] === undefined;
  const { folder } = (shared[OF_THIS_RUN] ??= openRun());
  const { config, vitest } = project;
  project.provide('runFolder', folder);
  project.provide('isWholeSuite', !Reflect.get(vitest, 'filenamePattern') && !config.testNamePattern);
  return isFirst ? () => closeRun(folder) : undefined;
}

function openRun(): Run {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-suite-'));
  const tmp = temporaryFolderOf(folder);
  mkdirSync(tmp);
  // Like /tmp: scripts of guests run as other users.
  chmodSync(folder, 0o711);
  chmodSync(tmp, 0o1777);
  const entry = path.join(import.meta.dirname, 'preload.ts');
  buildSync({ entryPoints: [entry], outfile: preloadOf(folder), bundle: true, platform: 'node', format: 'cjs' });
  process.env['TMPDIR'] = tmp;
  return { folder };
}

/** Tests that leaked have failed by then; this is for what a process let out after its last test, or a child did. */
function closeRun(folder: string): void {
  const finds = openRecord(folder).finds();
  rmSync(folder, { recursive: true, force: true });
  delete shared[OF_THIS_RUN];
  if (finds.length > 0) process.exitCode = 1;
  requireNoFinds(finds);
}
