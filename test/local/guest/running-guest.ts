import type { Guest, Guests, RunOptions } from '../../../local/guest/index.ts';
import { PATIENCE_MS } from '../../time-limits.ts';
import { type ClientKey, createKey } from './ssh-client.ts';

/** A guest that runs, with a way to run scripts in it that bound hangs only. */
export interface RunningGuest {
  readonly guest: Guest;
  run(script: string, options?: Partial<RunOptions>): Promise<ScriptOutcome>;
}

/** A script's result, with its output as text. */
export interface ScriptOutcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly droppedBytes: number;
  readonly timedOut: boolean;
}

let guestCount = 0;

/** Boots a new guest with a key pair attached. */
export async function startGuest(guests: Guests, key: ClientKey = createKey()): Promise<RunningGuest> {
  guestCount += 1;
  const guest = guests.create({ instanceId: `i-${guestCount}` });
  await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
  const run = async (script: string, options: Partial<RunOptions> = {}) => {
    const result = await guest.run(script, { timeoutMs: PATIENCE_MS, ...options });
    return { ...result, output: result.output.toString() };
  };
  return { guest, run };
}
