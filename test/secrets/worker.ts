import path from 'node:path';
import { expect, inject } from 'vitest';
import { preloadOf } from './run-folder.ts';
import { openRecord } from './run-record.ts';
import { watchProcess } from './watch/process.ts';
import { watchedConsole } from './watch/streams.ts';
import { createWitness, type Witness } from './witness.ts';

const OF_THIS_PROCESS = Symbol.for('keyfleet.witness');
const shared = globalThis as { [OF_THIS_PROCESS]?: Witness };

/** The witness of this worker, which watches it from the first call on. */
export function witnessOfWorker(): Witness {
  return (shared[OF_THIS_PROCESS] ??= watchWorker());
}

function watchWorker(): Witness {
  const folder = inject('runFolder');
  const witness = createWitness(openRecord(folder), currentTest);
  watchProcess(witness, preloadOf(folder));
  globalThis.console = watchedConsole(witness, globalThis.console);
  return witness;
}

function currentTest(): string {
  const { testPath = '', currentTestName = 'no test' } = expect.getState();
  return `${path.relative('.', testPath)} > ${currentTestName}`;
}
