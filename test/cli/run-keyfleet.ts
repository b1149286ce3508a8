import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

export type Run = { code: number | null; stdout: string; stderr: string };
export type RunOptions = { env?: Record<string, string>; input?: string };

/** Runs the real command in a process of its own, with only these variables of Keyfleet and Alibaba Cloud set. */
export function runKeyfleet(args: readonly string[], { env = {}, input = '' }: RunOptions = {}): Promise<Run> {
  const child = spawn(process.execPath, ['cli/keyfleet.mjs', ...args], {
    cwd: root,
    env: { PATH: '/usr/bin:/bin', ...env },
  });
  const run: Run = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (run.stderr += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...run, code }));
  });
}

/** Credentials that no cloud knows, for commands that are to fail before or without one. */
export const anyone = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'anyone', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-anyone' };
