import fc from 'fast-check';
import { afterAll, afterEach } from 'vitest';
import { requireNoFinds } from './secrets/finds.ts';
import { witnessOfWorker } from './secrets/worker.ts';

/** The same cases in every run, so that a failure is somebody's change; `FC_SEED=$RANDOM npm test` tries others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 1) });

/** No test lets a private key get out of its process, whatever it is about. */
const witness = witnessOfWorker();
afterEach(() => requireNoFinds(witness.takeFinds()));
afterAll(() => {
  witness.writeTally();
  requireNoFinds(witness.takeFinds());
});
