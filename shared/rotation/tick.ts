import { KeyfleetError } from '../errors.ts';
import { RESTART_PATIENCE_MS } from '../restart/tag.ts';
import type { Starter } from './content.ts';
import { RotationBlockedError } from './errors.ts';
import { type Ledger, readLedger, targetOf } from './ledger.ts';
import { isMarked, isMarkedLately, startAsTheyAre, startStranded, unmark } from './marked.ts';
import type { Means } from './means.ts';
import { dueMs, whyNotBegin } from './phase.ts';
import { lookAtFleet, type Sight } from './sight.ts';
import { converge } from './steps/converge.ts';
import { create, readSecret } from './steps/create.ts';
import { firstMadeMs } from './steps/first-made.ts';
import { finishGivingBack } from './steps/give-back.ts';
import { promote } from './steps/promote.ts';
import { releasable, release } from './steps/release.ts';
import { areBlindProven, sweep } from './steps/sweep.ts';
import { tidy } from './steps/tidy.ts';
import { blindOf, noteProven, type Survey, standing, survey } from './survey.ts';
import { openTools, type Tools } from './tools.ts';

/** What a tick saw last, did, and stopped at. */
export interface Outcome {
  readonly ledger: Ledger;
  readonly seen: Survey | null;
  readonly tools: Tools;
  /** What kept it from going on; null when nothing did. */
  readonly problem: { readonly code: string; readonly message: string; readonly isBlocking: boolean } | null;
}

export interface TickOptions {
  /** Begins a rotation, due or not. */
  readonly begin?: boolean;
  /** Of a follow-up: since when an instance was last seen away, epoch milliseconds. */
  readonly awaySinceMs?: number | null;
}

/** Does what is due and fits into the time there is. Every step first looks whether it has happened already. */
export async function tick(starter: Starter, means: Means, options: TickOptions = {}): Promise<Outcome> {
  const { begin = false, awaySinceMs = null } = options;
  const tools = openTools(means, awaySinceMs !== null);
  let ledger = readLedger(means.keyPair.name, []);
  let seen: Survey | null = null;
  const looking = beginLook(means);
  try {
    ledger = await readSecret(means);
    if (await tidy(ledger, means)) ledger = await readSecret(means);
    if (ledger.isAnnounced || begin || (await isDue(ledger, means))) ledger = await create(ledger, starter, means);
    seen = await survey(ledger, means, looking);
    ({ ledger, seen } = await walk({ ledger, seen }, tools, means));
    return { ledger, seen, tools, problem: null };
  } catch (error) {
    await startStranded((seen ?? (await looking.catch(() => null)))?.sightings ?? [], means);
    return { ledger: await readSecret(means).catch(() => ledger), seen, tools, problem: toProblem(error) };
  } finally {
    await comeBackSoon(seen ?? (await looking.catch(() => null)), awaySinceMs, tools, means);
  }
}

/** Whatever became of a tick, another one comes soon for who is away; also when that could not be seen this time. */
async function comeBackSoon(sight: Sight | null, awaySinceMs: number | null, { followUp }: Tools, { clock }: Means) {
  const nowMs = clock.now();
  if (sight?.sightings.some((one) => isMarkedLately(one, nowMs))) return followUp.arrange();
  const isUnseen = sight === null || sight.unlisted.length > 0;
  const wasLately = awaySinceMs !== null && nowMs - awaySinceMs < RESTART_PATIENCE_MS;
  return isUnseen && wasLately && followUp.arrange(awaySinceMs);
}

async function isDue(ledger: Ledger, means: Means): Promise<boolean> {
  if (whyNotBegin(ledger) !== null) return false;
  const firstMs = ledger.generations.length === 0 ? await firstMadeMs(means) : null;
  return dueMs(ledger, means.keyPair.name, means.rotation, firstMs) <= means.clock.now();
}

interface Sights {
  ledger: Ledger;
  seen: Survey;
}

/** Marked ones that are no business of this rotation any more run again, with what they carry. */
async function releaseStrays(seen: Survey, means: Means): Promise<void> {
  const ours = new Set(standing(seen, 'pending'));
  const strays = seen.sightings.filter((one) => isMarked(one) && !ours.has(one));
  if (strays.length === 0) return;
  await startAsTheyAre(strays, means);
  await unmark(
    strays.filter(({ observed }) => observed.status === 'Running'),
    means,
  );
}

/** Instances that were restarted to their end in this tick. */
function provenIn({ journal }: Tools): ReadonlySet<string> {
  const done = journal.entries.filter(({ step, status }) => step === 'restart' && status === 'done');
  return new Set(done.map(({ instanceId }) => instanceId));
}

/** The fleet is listed while the secret is read. */
async function lookAnew(means: Means): Promise<Sights> {
  const looking = beginLook(means);
  const ledger = await readSecret(means);
  return { ledger, seen: await survey(ledger, means, looking) };
}

/** Whatever becomes of it is heard where it is awaited, if it comes to that. */
function beginLook(means: Means): ReturnType<typeof lookAtFleet> {
  const looking = lookAtFleet(means);
  looking.catch(() => {});
  return looking;
}

async function walk({ ledger, seen }: Sights, tools: Tools, means: Means): Promise<Sights> {
  const target = targetOf(ledger);
  if (!target) return { ledger, seen };
  await releaseStrays(seen, means);
  if (ledger.blockedSinceMs !== null) {
    await finishGivingBack(ledger, target, blindOf(seen, 'verified', 'pending', 'lagging'), tools, means);
    return { ledger, seen: await survey(ledger, means) };
  }
  const first = seen;
  const isBehind = standing(seen, 'pending').length > 0;
  if ((await converge(ledger, target, seen, tools, means)) === 'left') {
    return finish({ ledger, seen: noteProven(seen, target.name, provenIn(tools)) }, tools, means);
  }
  if (isBehind || ledger.pending) ({ ledger, seen } = await lookAnew(means));
  if (ledger.pending && (await isPromotable(ledger, [first, seen], tools, means))) {
    await promote(ledger, means);
    ({ ledger, seen } = await lookAnew(means));
  }
  return finish({ ledger, seen }, tools, means);
}

/** Takes away what is over, and forgets what nobody needs. */
async function finish({ ledger, seen }: Sights, tools: Tools, means: Means): Promise<Sights> {
  const before = tools.journal.entries.length;
  if (await sweep(ledger, seen, tools, means)) ledger = await readSecret(means);
  const hasSwept = ledger.retained.some(({ isSwept }) => isSwept);
  if (hasSwept || tools.journal.entries.length > before) seen = await survey(ledger, means);
  let changed = false;
  for (const generation of releasable(ledger, seen)) {
    changed = (await release(generation, tools, means)) || changed;
  }
  return { ledger: changed ? await readSecret(means) : ledger, seen };
}

/** Every instance that can be reached is proven, and at least one is: an empty fleet proves nothing. */
async function isPromotable(ledger: Ledger, looks: readonly Survey[], tools: Tools, means: Means): Promise<boolean> {
  const last = looks.at(-1);
  if (!ledger.pending || !last || ledger.blockedSinceMs !== null) return false;
  const isWhole = looks.every(({ unlisted }) => unlisted.length === 0);
  const isOpen = standing(last, 'pending', 'unseen').length > 0;
  const isProven = standing(last, 'verified').length > 0;
  return isWhole && !isOpen && isProven && (await areBlindProven(ledger.pending, last, tools, means));
}

function toProblem(error: unknown): NonNullable<Outcome['problem']> {
  if (!(error instanceof KeyfleetError)) throw error;
  return { code: error.code, message: error.message, isBlocking: error instanceof RotationBlockedError };
}
