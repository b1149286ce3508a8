import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { startLocalCloud } from '@keyfleet/local-cloud';
import { onTestFinished } from 'vitest';
import { openFleet, publicKeyLine } from './fleet.ts';

/** What a client in another language saw of one product: import, attach, read back, detach, delete. */
export interface Walk {
  readonly imported: string;
  /** The code of the instance's row. */
  readonly attached: string | number;
  /** The instance's key pair afterwards. */
  readonly carried: string;
  /** The same after the detach. */
  readonly left: string | null;
  /** How many are left after the delete. */
  readonly keyPairs: number;
}

/** An error as its caller meets it: the client's own class, and the code that it carries. */
export interface Met {
  readonly class: string;
  readonly code: string | null;
}

/** All that a program says. */
export interface Verdict {
  readonly walks: Readonly<Record<'ecs' | 'ens' | 'swas', Walk>> & {
    readonly kms: { readonly data: string; readonly stages: readonly string[]; readonly secrets: number };
  };
  readonly errors: Readonly<Record<'wrongSecret' | 'throttle' | 'skewedClock' | 'unknownAction', Met | null>>;
}

export const walked = { imported: 'ops', carried: 'ops', keyPairs: 0 };
export const kept = { data: 'two', stages: ['ACSCurrent'], secrets: 0 };

/** Whether a language is there, as `python3 --version` or `go version` tells. */
export function isThere(file: string, ...args: string[]): boolean {
  return spawnSync(file, args).status === 0;
}

/**
 * Runs a program that drives a cloud by clients of its own language. The cloud throttles DescribeRegions; the clock of a
 * second one is an hour ahead.
 */
export async function judge(file: string, args: readonly string[], cwd: string): Promise<Verdict> {
  const { cloud, recorder } = await openFleet();
  cloud.faults.add({ product: 'ecs', action: 'DescribeRegions', fault: 'throttle' });
  const skewed = await startLocalCloud({ settings: { clockOffsetMs: 3_600_000 } });
  onTestFinished(() => skewed.close());
  const world = {
    host: recorder.host,
    accessKeyId: cloud.accessKeyId,
    accessKeySecret: cloud.accessKeySecret,
    skewed: new URL(skewed.url).host,
    skewedKeyId: skewed.accessKeyId,
    skewedKeySecret: skewed.accessKeySecret,
    publicKey: publicKeyLine,
  };
  const env = { ...process.env, JUDGE: JSON.stringify(world) };
  const { stdout } = await promisify(execFile)(file, [...args], { cwd, env });
  return JSON.parse(stdout) as Verdict;
}
