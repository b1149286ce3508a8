import { createSecrets, kmsApi } from '../cloud/kms/index.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { homeOf } from '../fleet/home.ts';
import { readCurrentGenerations } from '../ledger/current.ts';
import type { Generation } from '../ledger/ledger.ts';
import { openDrivers } from '../products/drivers.ts';
import type { Invocation } from '../runtime/invocation.ts';
import type { AutoAttachRun } from './context.ts';
import { findSubjects } from './find-subjects.ts';
import { follow } from './follow.ts';
import { checkLifecycles, completeLifecycles } from './lifecycle.ts';
import { type AutoAttachReport, makeAutoAttachReport } from './report.ts';
import type { Task } from './task.ts';

export { type AutoAttachReport, whyTryAgain } from './report.ts';
export { readTask, type Task } from './task.ts';

/** Looks at what hints are about as it is now, compares it with the fleet, and acts. */
export async function autoAttach({ hints, reasons, dryRun }: Task, invocation: Invocation, fleet: Fleet) {
  const generations = hints.length > 0 ? await readGenerations(fleet, invocation) : new Map();
  const run = openRun(invocation, fleet, dryRun, generations);
  const waiting = await checkLifecycles(hints, run);
  const { subjects, unlisted, ...found } = await findSubjects([...hints, ...waiting.map(({ hint }) => hint)], run);
  const outcomes = [...found.outcomes, ...(await follow(subjects, run))];
  const lifecycleActions = await completeLifecycles(waiting, outcomes, run);
  const findings = { dryRun, outcomes, unlisted, reasons: [...reasons, ...found.reasons], lifecycleActions };
  return makeAutoAttachReport(findings, invocation.requestId) satisfies AutoAttachReport;
}

/** Nothing is attached where it is not known which generation: the error leaves the function. */
async function readGenerations(fleet: Fleet, { cloud, regionId, accountId }: Invocation): Promise<Generations> {
  if (fleet.keyPairs.every(({ rotation }) => rotation === null)) return new Map();
  return readCurrentGenerations(fleet, accountId, createSecrets(cloud(kmsApi(homeOf(fleet, regionId)))));
}

type Generations = ReadonlyMap<string, Generation>;

/** Half of the time is for waiting, half for acting. */
function openRun(invocation: Invocation, fleet: Fleet, dryRun: boolean, generations: Generations): AutoAttachRun {
  const { clock, deadlines } = invocation;
  const waitUntilMs = clock.now() + (deadlines.writesMs - clock.now()) / 2;
  const drivers = openDrivers(invocation);
  const currentOf = (name: string) => generations.get(name)?.name ?? name;
  const isRevoked = (name: string) => generations.get(name)?.isRevoked === true;
  return {
    fleet,
    invocation,
    drivers,
    dryRun,
    waitUntilMs,
    currentOf,
    isRevoked,
    allowance: fleet.limits.maxInstances,
  };
}
