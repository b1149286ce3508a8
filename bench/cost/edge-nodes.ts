import { setTimeout as wait } from 'node:timers/promises';
import { readFleet } from '../../shared/fleet/file/read.ts';
import type { Fleet } from '../../shared/fleet/fleet.ts';
import type { RotationStatus } from '../../shared/rotation/report/report.ts';
import { readRotation } from '../../shared/rotation/requests/command.ts';
import { runRotation } from '../../shared/rotation/requests/run.ts';
import { startInvocation } from '../../shared/runtime/invocation.ts';
import type { Later } from '../../shared/runtime/invoke-later.ts';
import { startChild } from '../child.ts';
import { LATENCY_MS } from '../pacing/cell.ts';
import type { Start, Started } from './cloud.ts';
import { createSkippingClock } from './skipping-clock.ts';

/** A fleet of edge nodes and its `rotate`: they are what a rotation restarts. */
export interface EdgeNodes {
  /** Runs a request; how long its invocation took. */
  ask(request: object): Promise<{ status: RotationStatus; seconds: number }>;
  /** When the next follow-up comes that was asked for, milliseconds as of `now`; null when none comes. */
  followUpMs(): number | null;
  /** Lets time pass until a moment, if it is not over already; milliseconds as of `now`. */
  until(ms: number): Promise<void>;
  now(): number;
  close(): void;
}

export interface Size {
  readonly nodes: number;
  readonly atOnce: number;
  readonly restartMs: number;
  readonly timeoutSeconds: number;
  /** As `KEYFLEET_FOLLOW_UP_SECONDS`; 0: restarts are waited for. */
  readonly followUpSeconds: number;
}

export async function startEdgeNodes(size: Size): Promise<EdgeNodes> {
  const { nodes, atOnce, restartMs, timeoutSeconds, followUpSeconds } = size;
  const child = startChild(new URL('cloud.ts', import.meta.url));
  const clock = createSkippingClock((skippedMs) => child.ask({ skippedMs }));
  const start: Start = { nodes, restartMs };
  const { url, accountId, ...credentials } = await child.ask<Started>(start);
  const fleet = fleetOf(atOnce);
  const asked: number[] = [];
  const again = {
    everySeconds: followUpSeconds,
    // As long as any other call takes.
    invoke: async ({ delaySeconds }: Later) => {
      await wait(LATENCY_MS);
      asked.push(clock.now() + delaySeconds * 1000);
    },
  };
  const context = {
    requestId: '1-bench',
    accountId,
    region: 'cn-hangzhou',
    credentials,
    function: { name: 'rotate', timeout: timeoutSeconds },
  };
  return {
    now: clock.now,
    ask: async (request) => {
      const fromMs = clock.now();
      const invocation = startInvocation(context, { KEYFLEET_ENDPOINT: url }, clock);
      const surroundings = { again: followUpSeconds > 0 ? again : null };
      const report = await runRotation(readRotation(request, fleet), invocation, fleet, surroundings);
      const [status] = report.keyPairs;
      if (!status) throw new Error('no key pair was rotated');
      return { status, seconds: (clock.now() - fromMs) / 1000 };
    },
    followUpMs: () => {
      const coming = asked.filter((ms) => ms > clock.now());
      return coming.length > 0 ? Math.min(...coming) : null;
    },
    until: (ms) => clock.sleep(ms - clock.now()),
    close: () => child.end(),
  };
}

function fleetOf(atOnce: number): Fleet {
  const { fleet, problems } = readFleet(`
secrets: { region: cn-hangzhou, kmsInstance: kst-bench, kmsKey: key-bench }
keyPairs:
  - name: ops
    instances: [{ product: ens, tags: { ssh: ops } }]
    maxUnavailable: ${atOnce}
    rotation: { every: 30d, grace: 24h, secret: keyfleet/ops, verify: login, address: public, trustFirstHostKey: true }
`);
  if (!fleet) throw new Error(JSON.stringify(problems));
  return fleet;
}
