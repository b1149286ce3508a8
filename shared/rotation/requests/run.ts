import { createSecrets, kmsApi } from '../../cloud/kms/index.ts';
import type { Fleet, ManagedKeyPair, Rotation } from '../../fleet/fleet.ts';
import { homeOf } from '../../fleet/home.ts';
import { RotationBlockedError } from '../../ledger/errors.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { refuseStrange } from '../../ledger/refuse-strange.ts';
import { openDrivers } from '../../products/drivers.ts';
import type { Invocation } from '../../runtime/invocation.ts';
import { RotationRefusedError } from '../errors.ts';
import { openKeyPairUsers } from '../key-pair-users.ts';
import { openTools } from '../open-tick.ts';
import { type Problem, toProblem } from '../problem.ts';
import { makeRecord } from '../report/record.ts';
import { type RotationReport, type RotationStatus, toStatus } from '../report/report.ts';
import { checkSecret, claim } from '../secret/claim.ts';
import type { Starter } from '../secret/content.ts';
import { firstMadeMs } from '../secret/generation-zero.ts';
import { makeKey } from '../secret/make-key.ts';
import { MAX_RETAINED, whyNotBegin } from '../state/phase.ts';
import { type Survey, standing, survey } from '../state/survey.ts';
import { refuseUnknown } from '../state/unknown.ts';
import { begin, readSecret } from '../steps/create.ts';
import { findKept, releasable } from '../steps/release.ts';
import { type Outcome, type TickOptions, tick } from '../tick.ts';
import type { Means } from '../tick-context.ts';
import type { RotationCommand } from './command.ts';
import { heed } from './event.ts';
import { type Aim, foresee } from './forecast.ts';
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
  const { requestId, regionId } = invocation;
  const { action, dryRun } = command;
  const home = homeOf(fleet, regionId);
  const isElsewhere = regionId !== null && regionId !== home;
  if (isElsewhere && CHANGING.has(action) && !dryRun) return doneElsewhere(command, home, requestId);
  const open = (keyPair: ManagedKeyPair) => meansFor(keyPair, invocation, fleet, surroundings);
  const heard = action === 'event' ? await heed(command, invocation, fleet, open) : command;
  const keyPairs: RotationStatus[] = [];
  for (const keyPair of heard.keyPairs) keyPairs.push(await actions[action](command, open(keyPair)));
  const reasons = 'reasons' in heard ? { reasons: heard.reasons } : {};
  return { requestId, action, dryRun, keyPairs, ...reasons, ...(isElsewhere && { home }) };
}

/** What looks on can look from everywhere. */
const CHANGING = new Set<RotationCommand['action']>(['tick', 'event', 'now', 'rollback']);

/** @throws RotationRefusedError where it was asked for by a person, who has to ask elsewhere */
function doneElsewhere({ action, dryRun }: RotationCommand, home: string, requestId: string): RotationReport {
  const reason = `rotations of this fleet are done in ${home}, where fleet.yaml has its secrets`;
  if (action === 'now' || action === 'rollback') throw new RotationRefusedError(`${reason}: ask the function there`);
  return { requestId, action, dryRun, keyPairs: [], reasons: [reason], home };
}

type Act = (command: RotationCommand, means: Means) => Promise<RotationStatus>;

const actions: Readonly<Record<RotationCommand['action'], Act>> = {
  tick: ({ awaySinceMs }, means) => tickOnce('timer', means, { awaySinceMs }),
  event: (_command, means) => tickOnce('event', means),
  status: (_command, means) => showStatus(means),
  now: orBlocked((command, means) => startNow(command, means)),
  rollback: orBlocked(async ({ generation, dryRun }, means) => {
    const ledger = await readOwn(means);
    if (dryRun) return showForecast(planRollBack(ledger, generation, means.clock.now()), means);
    await rollBack(ledger, generation, means);
    return tickOnce('now', means);
  }),
  record: async ({ generation }, means) => {
    const outcome = await lookOnly(means);
    const { ledger, seen, tools } = outcome;
    const wanted = generation ? ledger.generations.find(({ name }) => name === generation) : ledger.current;
    if (!wanted || !seen)
      throw new RotationRefusedError(generation ? `there is no generation ${generation}` : 'there was no rotation yet');
    const record = await makeRecord(wanted, { ledger, seen }, tools);
    return { ...toStatus(outcome, means), record };
  },
};

/** What must not go on is said as a status, as a tick says it. */
function orBlocked(act: Act): Act {
  return async (command, means) => {
    try {
      return await act(command, means);
    } catch (error) {
      if (error instanceof RotationBlockedError) return showStatus(means);
      throw error;
    }
  };
}

async function startNow(
  { revoke: isRevoke, generation, dryRun }: RotationCommand,
  means: Means,
): Promise<RotationStatus> {
  let ledger = await readOwn(means);
  const obstacle = isRevoke ? null : whyNotBegin(ledger);
  if (obstacle) throw new RotationRefusedError(obstacle);
  if (isRevoke && ledger.retained.length > MAX_RETAINED) throw new RotationRefusedError(whyNotBegin(ledger) ?? '');
  const aim: Aim = isRevoke
    ? { action: 'revoke', generation: planRevoke(ledger, generation) }
    : { action: 'now', generation: null };
  await refuseEmpty(ledger, means);
  if (dryRun) return showForecast(aim, means);
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
  await refuseUnknown(seen.sightings, ledger, means);
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
  try {
    return { ...status, record: await makeRecord(current, { ledger, seen }, tools) };
  } catch (error) {
    // What was done is done, and stays said.
    return toStatus({ ...outcome, problem: toProblem(error, false) }, means);
  }
}

async function showStatus(means: Means): Promise<RotationStatus> {
  const outcome = await lookOnly(means);
  const firstMs = outcome.ledger.generations.length === 0 ? await firstMadeMs(means) : null;
  return toStatus(outcome, means, firstMs);
}

/** Where it stands, and what would be brought about. */
async function showForecast(aim: Aim, means: Means): Promise<RotationStatus> {
  const outcome = await lookOnly(means);
  const { ledger, seen, problem } = outcome;
  const status = toStatus(outcome, means);
  return seen && !problem ? { ...status, forecast: foresee(aim, { ledger, seen }, means) } : status;
}

async function lookOnly(means: Means): Promise<Outcome> {
  const tools = openTools(means);
  const ledger = await readSecret(means);
  const seen = await survey(ledger, means);
  for (const generation of releasable(ledger, seen)) await findKept(generation, tools);
  return { ledger, seen, tools, problem: await findBlock(ledger, seen, means) };
}

/** Why the next tick would stop before it did anything; null when it would not. */
async function findBlock(ledger: Ledger, { sightings }: Survey, means: Means): Promise<Problem | null> {
  try {
    if (ledger.generations.length > 0) await checkSecret(means);
    refuseStrange(ledger, means.rotation);
    await refuseUnknown(sightings, ledger, means);
    return null;
  } catch (error) {
    if (error instanceof RotationBlockedError) return toProblem(error, true);
    throw error;
  }
}

/** The ledger, once it is sure that it is ours to write to. @throws RotationBlockedError */
async function readOwn(means: Means): Promise<Ledger> {
  const ledger = await readSecret(means);
  await claim(ledger, means);
  return ledger;
}

function meansFor(keyPair: ManagedKeyPair, invocation: Invocation, fleet: Fleet, surroundings: Surroundings): Means {
  const { regionId, accountId, functionName, cloud, clock, deadlines, again, requestId } = invocation;
  return {
    fleet,
    keyPair,
    rotation: keyPair.rotation as Rotation,
    drivers: openDrivers(invocation),
    secrets: createSecrets(cloud(kmsApi(homeOf(fleet, regionId)))),
    owner: { accountId, fleet: fleet.name, functionName },
    whyKeep: openKeyPairUsers(cloud),
    clock,
    deadlines,
    again,
    requestId,
    maxInstances: fleet.limits.maxInstances,
    proofs: new Map(),
    makeKey,
    ...surroundings,
  };
}
