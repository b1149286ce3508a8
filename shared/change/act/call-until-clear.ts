import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../cloud/clock.ts';
import { type CloudError, onCloudError } from '../../cloud/errors.ts';
import { backoffMs } from '../../cloud/pace.ts';
import { inHalves, ofAll } from '../../lists.ts';
import type { Answer, Driver, KeyPair, Observed, Product } from '../../products/product.ts';
import type { Action } from '../command.ts';
import type { Verdict } from '../verdict.ts';
import * as judge from '../verdict.ts';

/** One attach or detach call to be brought to an end. */
export interface Job {
  readonly action: Action;
  readonly product: Product;
  readonly driver: Driver;
  readonly keyPair: KeyPair;
  readonly clock: Clock;
  /** The caller's token: it may have been used before, so that an answer may be an old one and is read back. */
  readonly clientToken: string | null;
}

type Verdicts = ReadonlyMap<string, Verdict>;

interface Attempt {
  readonly verdicts: Verdicts;
  readonly error: CloudError | null;
}

const TRIES = 5;

/**
 * Refusals that are about single instances and not about the call.
 * Source: error tables of AttachKeyPair and DetachKeyPair of Ecs 2014-05-26, Ens 2017-11-10 and SWAS-OPEN 2020-06-01.
 */
const ABOUT_INSTANCES =
  /^(InvalidInstanceIds?\.|DependencyViolation\.|IncorrectInstanceStatus|PublicKeyNotAttachWithInstance|InvalidParameter\.InstanceIds?$)/;

/**
 * Sends the call and repeats it until every instance has a verdict. What an answer leaves open is read back: applied
 * is `succeeded`; not applied may still be in flight, so the call is sent again (attach and detach are idempotent).
 */
export function callUntilClear(job: Job, instanceIds: readonly string[]): Promise<Verdicts> {
  return settleWith({ ...job, seed: job.clientToken ?? randomUUID() }, instanceIds, 1);
}

interface SeededJob extends Job {
  /** Same seed and same ids make the same client token. */
  readonly seed: string;
}

async function settleWith(job: SeededJob, instanceIds: readonly string[], tries: number): Promise<Verdicts> {
  const { verdicts, error } = await attempt(job, instanceIds);
  const open = instanceIds.filter((id) => !verdicts.has(id));
  if (open.length === 0) return verdicts;
  const rest = isFinal(error, tries) ? ofAll(open, judge.callFailed(error)) : await settleOpen(job, open, error, tries);
  return new Map([...verdicts, ...rest]);
}

async function settleOpen(job: SeededJob, open: readonly string[], error: CloudError | null, tries: number) {
  const seen = await readBack(job, open);
  const left = open.filter((id) => !seen.verdicts.has(id));
  const add = (more: Verdicts) => new Map([...seen.verdicts, ...more]);
  if (left.length === 0) return seen.verdicts;
  if (error?.fate === 'refused' && left.length === open.length) return divide(job, left, error, tries);
  if (tries >= TRIES || error?.fate === 'deadline') return add(ofAll(left, giveUp(error, seen.error)));
  await job.clock.sleep(backoffMs(tries, job.clock));
  const again = error ? job : { ...job, clientToken: null, seed: randomUUID() };
  return add(await settleWith(again, left, tries + 1));
}

async function attempt(job: SeededJob, instanceIds: readonly string[]): Promise<Attempt> {
  const { keyPair, driver, action } = job;
  return driver[action]({ keyPair, instanceIds, clientToken: tokenOf(job, instanceIds) }).then(
    (answer) => ({ verdicts: judgeAnswer(job, answer, new Set(instanceIds)), error: null }),
    withoutVerdict,
  );
}

const withoutVerdict = onCloudError((error): Attempt => ({ verdicts: new Map(), error }));

/** Instances without a row, with an unclear one or with two that disagree stay open. */
function judgeAnswer(job: Job, { rows, requestId }: Answer, asked: ReadonlySet<string>): Verdicts {
  const believed = job.product.clientTokens && job.clientToken !== null ? ['failed'] : ['failed', 'succeeded'];
  const verdicts = new Map<string, Verdict | null>();
  for (const row of rows.filter(({ instanceId }) => asked.has(instanceId))) {
    const verdict = judge.judgeRow(row, requestId);
    const earlier = verdicts.get(row.instanceId);
    verdicts.set(row.instanceId, earlier === undefined || earlier?.status === verdict?.status ? verdict : null);
  }
  return new Map(
    [...verdicts].flatMap(([id, verdict]) => (verdict && believed.includes(verdict.status) ? [[id, verdict]] : [])),
  );
}

/** Looks at the instances again: applied ones and those that cannot take part get their verdict. */
async function readBack({ action, product, driver, keyPair }: Job, instanceIds: readonly string[]): Promise<Attempt> {
  const judgeSeen = (instance: Observed | undefined) => {
    const isApplied = instance !== undefined && judge.isApplied(action, keyPair, instance);
    return isApplied ? judge.seenApplied : judge.disqualify(action, product, instance);
  };
  return driver.look(keyPair.regionId, instanceIds, true).then((seen) => {
    const verdicts = instanceIds.flatMap((id): [string, Verdict][] => {
      const verdict = judgeSeen(seen.get(id));
      return verdict ? [[id, verdict]] : [];
    });
    return { verdicts: new Map(verdicts), error: null };
  }, withoutVerdict);
}

/** The refusal is about some instance, but nothing seen says which: halves find it. */
function divide(job: SeededJob, ids: readonly string[], error: CloudError, tries: number): Promise<Verdicts> {
  if (ids.length === 1) return Promise.resolve(ofAll(ids, judge.refusedWhole(error)));
  return inHalves(ids, (half) => settleWith(job, half, tries));
}

function isFinal(error: CloudError | null, tries: number): error is CloudError {
  if (error?.fate === 'refused') return !ABOUT_INSTANCES.test(error.code);
  return error?.fate === 'deadline' && tries === 1;
}

/** Reading back showed the change not applied, or could not look at all. */
function giveUp(error: CloudError | null, unread: CloudError | null): Verdict {
  if (error?.fate === 'unreachable' || (error?.fate === 'unavailable' && !unread)) return judge.refusedWhole(error);
  const said = error?.message ?? 'the answer gave no clear result';
  const seen = unread ? `reading back failed too (${unread.message})` : 'reading back shows it not applied yet';
  return judge.undecided(`${said}; ${seen}`, error?.requestId ?? null);
}

/** A hash of 64 characters, the most that a token may have. */
function tokenOf({ seed, action, keyPair }: SeededJob, instanceIds: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, action, keyPair, instanceIds]))
    .digest('hex');
}
