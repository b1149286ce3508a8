import { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Witness } from '../witness.ts';
import { around } from './around.ts';
import { watchStream } from './streams.ts';

type Spawning = { file: string; args: readonly string[]; envPairs?: string[] };

/** Programs that are Node.js, or start it; others need not know. */
const LEADS_TO_NODE = /^(node|npm|npx|sh)$/;

/**
 * Sees what children are given and print, and has those that are Node.js watch themselves. Those that are waited for
 * synchronously are not watched: tests start them only to see whether a program is there.
 */
export function watchChildren(witness: Witness, preload: string): void {
  around(ChildProcess.prototype, 'spawn', (spawn, [given], self) => {
    const { file, args, envPairs } = given as Spawning;
    const program = path.basename(file);
    witness.see(`arguments of ${program}`, [...args, ...(envPairs ?? [])].join('\n'));
    if (envPairs && LEADS_TO_NODE.test(program)) addPreload(envPairs, preload);
    const spawned = spawn();
    const { stdout, stderr } = self as ChildProcess;
    if (stdout) watchStream(witness, `stdout of ${program}`, stdout);
    if (stderr) watchStream(witness, `stderr of ${program}`, stderr);
    return spawned;
  });
}

function addPreload(envPairs: string[], preload: string): void {
  const at = envPairs.findIndex((pair) => pair.startsWith('NODE_OPTIONS='));
  const options = at < 0 ? 'NODE_OPTIONS=' : `${envPairs[at]} `;
  envPairs.splice(at < 0 ? envPairs.length : at, 1, `${options}--require=${preload}`);
}
