import { openDrivers } from '../dispatch.ts';
import { ConfigurationError } from '../errors.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Invocation } from '../invocation.ts';
import { createSecrets, kmsApi } from '../kms/index.ts';
import { readCurrentGenerations } from '../rotation/current.ts';
import { follow } from './follow.ts';
import { checkLifecycles, completeLifecycles } from './lifecycle.ts';
import type { Means } from './means.ts';
import { type AutoAttachReport, makeAutoAttachReport } from './report.ts';
import { survey } from './survey.ts';
import type { Task } from './task.ts';

export { type AutoAttachReport, whyTryAgain } from './report.ts';
export { readTask, type Task } from './task.ts';

/** Looks at what hints are about as it is now, compares it with the fleet, and acts. */
export async function autoAttach({ hints, reasons, dryRun }: Task, invocation: Invocation, fleet: Fleet) {
  const generations = hints.length > 0 ? await readGenerations(fleet, invocation) : new Map();
  const means = openMeans(invocation, fleet, dryRun, generations);
  const waiting = await checkLifecycles(hints, means);
  const { subjects, blind, ...found } = await survey([...hints, ...waiting.map(({ hint }) => hint)], means);
  const outcomes = [...found.outcomes, ...(await follow(subjects, means))];
  const lifecycleActions = await completeLifecycles(waiting, outcomes, means);
  const findings = { dryRun, outcomes, blind, reasons: [...reasons, ...found.reasons], lifecycleActions };
  return makeAutoAttachReport(findings, invocation.requestId) satisfies AutoAttachReport;
}

/** Nothing is attached where it is not known which generation: the error leaves the function. */
async function readGenerations(fleet: Fleet, { cloud, regionId }: Invocation): Promise<Generations> {
  if (fleet.keyPairs.every(({ rotation }) => rotation === null)) return new Map();
  if (regionId === null)
    throw new ConfigurationError("the platform did not say the function's region, where its secrets are");
  return readCurrentGenerations(fleet, createSecrets(cloud(kmsApi(regionId))));
}

type Generations = ReadonlyMap<string, string>;

/** Half of the time is for waiting, the other half for what comes of it. */
function openMeans(invocation: Invocation, fleet: Fleet, dryRun: boolean, generations: Generations): Means {
  const { clock, deadlines } = invocation;
  const waitUntilMs = clock.now() + (deadlines.writesMs - clock.now()) / 2;
  const drivers = openDrivers(invocation);
  const currentOf = (name: string) => generations.get(name) ?? name;
  return { fleet, invocation, drivers, dryRun, waitUntilMs, currentOf, allowance: fleet.limits.maxInstances };
}
