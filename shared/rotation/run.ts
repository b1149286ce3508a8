import { openDrivers } from '../dispatch.ts';
import { ConfigurationError } from '../errors.ts';
import type { Fleet, ManagedKeyPair, Rotation } from '../fleet/fleet.ts';
import type { Invocation } from '../invocation.ts';
import { createSecrets, kmsApi } from '../kms/index.ts';
import type { RotationCommand } from './command.ts';
import type { Starter } from './content.ts';
import { RotationRefusedError } from './errors.ts';
import { heed } from './heed.ts';
import { openKeyPairUsers } from './key-pair-users.ts';
import { openKeys } from './keys.ts';
import { makeKey } from './make-key.ts';
import type { Means } from './means.ts';
import { MAX_RETAINED, whyNotBegin } from './phase.ts';
import { makeRecord } from './record.ts';
import { type RotationReport, type RotationStatus, toStatus } from './report.ts';
import { begin, readSecret } from './steps/create.ts';
import { firstMadeMs } from './steps/first-made.ts';
import { findKept, releasable } from './steps/release.ts';
import { standing, survey } from './survey.ts';
import { type Outcome, type TickOptions, tick } from './tick.ts';
import { openTools } from './tools.ts';
import { planRevoke, planRollBack, revoke, rollBack } from './turn-back.ts';

/** What tests pass in. */
export type Surroundings = Partial<Pick<Means, 'makeKey' | 'again'>>;

/**
 * Runs a request for each key pair that it names, one after the other: they share the products' pace. An event names
 * instances, and is for the key pairs of which one is behind.
 */
export async function runRotation(
  command: RotationCommand,
  invocation: Invocation,
  fleet: Fleet,
  surroundings: Surroundings = {},
): Promise<RotationReport> {
  const { requestId } = invocation;
  const { action, dryRun } = command;
  const open = (keyPair: ManagedKeyPair) => meansFor(keyPair, invocation, fleet, surroundings);
  const heard = action === 'event' ? await heed(command, invocation, fleet, open) : command;
  const keyPairs: RotationStatus[] = [];
  for (const keyPair of heard.keyPairs) keyPairs.push(await actions[action](command, open(keyPair)));
  const reasons = 'reasons' in heard ? { reasons: heard.reasons } : {};
  return { requestId, action, dryRun, keyPairs, ...reasons };
}

type Act = (command: RotationCommand, means: Means) => Promise<RotationStatus>;

const actions: Readonly<Record<RotationCommand['action'], Act>> = {
  tick: ({ awaySinceMs }, means) => tickOnce('timer', means, { awaySinceMs }),
  event: (_command, means) => tickOnce('event', means),
  status: (_command, means) => showStatus(means),
  now: (command, means) => startNow(command, means),
  rollback: async ({ generation, dryRun }, means) => {
    const ledger = await readSecret(means);
    if (!dryRun) await rollBack(ledger, generation, means);
    else if (!ledger.pending && !ledger.isAnnounced) planRollBack(ledger, generation, means.clock.now());
    return dryRun ? showStatus(means) : tickOnce('now', means);
  },
  record: async ({ generation }, means) => {
    const outcome = await lookOnly(means);
    const { ledger, seen } = outcome;
    const wanted = generation ? ledger.generations.find(({ name }) => name === generation) : ledger.current;
    if (!wanted || !seen)
      throw new RotationRefusedError(generation ? `there is no generation ${generation}` : 'there was no rotation yet');
    const record = await makeRecord(wanted, { ledger, seen }, openKeys(means), means);
    return { ...toStatus(outcome, means), record };
  },
};

async function startNow(
  { revoke: isRevoke, generation, dryRun }: RotationCommand,
  means: Means,
): Promise<RotationStatus> {
  let ledger = await readSecret(means);
  const obstacle = isRevoke ? null : whyNotBegin(ledger);
  if (obstacle) throw new RotationRefusedError(obstacle);
  if (isRevoke && ledger.retained.length > MAX_RETAINED) throw new RotationRefusedError(whyNotBegin(ledger) ?? '');
  if (isRevoke) planRevoke(ledger, generation);
  await refuseEmpty(ledger, means);
  if (dryRun) return showStatus(means);
  if (!isRevoke) return tickOnce('now', means, { begin: true });
  if (ledger.generations.length === 0) {
    await begin(means);
    ledger = await readSecret(means);
  }
  await revoke(ledger, generation, means);
  return tickOnce('revoke', means, { begin: (await readSecret(means)).current?.isRevoked === true });
}

/** A rotation of nothing proves nothing. */
async function refuseEmpty(ledger: Outcome['ledger'], means: Means): Promise<void> {
  const seen = await survey(ledger, means);
  const some = standing(seen, 'verified', 'pending', 'lagging', 'unattached', 'unseen');
  if (some.length > 0 || seen.unlisted.length > 0) return;
  throw new RotationRefusedError(`fleet.yaml selects no instance that could carry ${means.keyPair.name}`);
}

async function tickOnce(by: Starter['by'], means: Means, how: TickOptions = {}): Promise<RotationStatus> {
  const at = new Date(means.clock.now()).toISOString();
  const outcome = await tick({ by, requestId: means.requestId, at }, means, how);
  const status = toStatus(outcome, means);
  const { ledger, seen, tools } = outcome;
  const isFinished = tools.journal.entries.some(({ step, status: ended }) => step === 'retire' && ended === 'done');
  const { current } = ledger;
  if (!isFinished || !current || !seen || ledger.pending || outcome.problem) return status;
  return { ...status, record: await makeRecord(current, { ledger, seen }, tools.keys, means) };
}

async function showStatus(means: Means): Promise<RotationStatus> {
  const outcome = await lookOnly(means);
  const firstMs = outcome.ledger.generations.length === 0 ? await firstMadeMs(means) : null;
  return toStatus(outcome, means, firstMs);
}

async function lookOnly(means: Means): Promise<Outcome> {
  const tools = openTools(means);
  const ledger = await readSecret(means);
  const seen = await survey(ledger, means);
  for (const generation of releasable(ledger, seen)) await findKept(generation, tools, means);
  return { ledger, seen, tools, problem: null };
}

/** @throws ConfigurationError when the function's region is not known: its secrets are there */
function meansFor(keyPair: ManagedKeyPair, invocation: Invocation, fleet: Fleet, surroundings: Surroundings): Means {
  const { regionId, cloud, clock, deadlines, again, requestId, maxInstances } = invocation;
  if (regionId === null) throw new ConfigurationError("the function's region is not known, and its secrets are there");
  return {
    fleet,
    keyPair,
    rotation: keyPair.rotation as Rotation,
    drivers: openDrivers(invocation),
    secrets: createSecrets(cloud(kmsApi(regionId))),
    whyKeep: openKeyPairUsers(cloud),
    clock,
    deadlines,
    again,
    requestId,
    maxInstances: Math.min(maxInstances, fleet.limits.maxInstances),
    makeKey,
    ...surroundings,
  };
}
