import { type Ledger, targetOf } from '../ledger/ledger.ts';
import type { Tools } from './open-tick.ts';
import { converge } from './routes/bring-over.ts';
import { finishGivingBack } from './routes/restore-old-key.ts';
import { claim } from './secret/claim.ts';
import type { Starter } from './secret/content.ts';
import { firstMadeMs } from './secret/generation-zero.ts';
import { lookAtFleet } from './sight.ts';
import { dueMs, whyNotBegin } from './state/phase.ts';
import { blindOf, dueOf, noteProven, type Survey, standing, survey } from './state/survey.ts';
import { refuseUnknown } from './state/unknown.ts';
import { create, readSecret } from './steps/create.ts';
import { promote } from './steps/promote.ts';
import { releasable, release, releaseOrphans } from './steps/release.ts';
import { areBlindProven, sweep } from './steps/retire.ts';
import { releaseStrays } from './steps/strays.ts';
import { tidy } from './steps/tidy.ts';
import type { Means } from './tick-context.ts';

/** What a tick is about. */
export interface Attempt {
  readonly begin: boolean;
  readonly awaySinceMs: number | null;
  readonly tools: Tools;
}

/** What the steps of a tick share. */
export interface Tick extends Attempt {
  readonly starter: Starter;
  /** The first look, begun with the tick. */
  readonly looking: ReturnType<typeof lookAtFleet>;
}

/** What a tick has seen so far. */
export interface State {
  readonly ledger: Ledger;
  /** Null before the first look. */
  readonly seen: Survey | null;
  /** The look before instances were brought over. */
  readonly first: Survey | null;
  /** Restarts are on their way, and nothing is promoted before they are seen. */
  readonly isLeft: boolean;
}

export interface Step {
  readonly name: string;
  isDue(state: State, tick: Tick): boolean | Promise<boolean>;
  run(state: State, tick: Tick): Promise<Partial<State>>;
}

const isOpen = ({ ledger, seen }: State): boolean =>
  seen !== null && ledger.blockedSinceMs === null && targetOf(ledger) !== null;

/** A tick, in the order of docs/rotation.md. Each step looks again before what cannot be taken back. */
export const steps: readonly Step[] = [
  { name: 'claim', isDue: () => true, run: claimAll },
  { name: 'tidy', isDue: () => true, run: tidyAll },
  { name: 'create', isDue: isCreationDue, run: createNext },
  { name: 'look', isDue: () => true, run: lookFirst },
  { name: 'strays', isDue: ({ ledger }) => targetOf(ledger) !== null, run: startStrays },
  {
    name: 'give back',
    isDue: (state) => state.ledger.blockedSinceMs !== null && targetOf(state.ledger) !== null,
    run: giveBack,
  },
  { name: 'bring over', isDue: isOpen, run: bringOver },
  { name: 'promote', isDue: isPromotionDue, run: promoteNext },
  { name: 'retire', isDue: isOpen, run: retire },
  { name: 'release', isDue: isOpen, run: releaseFree },
];

/** Those before anything was seen. */
export const FIRST_STEPS = steps.slice(
  0,
  steps.findIndex(({ name }) => name === 'look'),
);

async function claimAll(_state: State, { tools, looking }: Tick): Promise<Partial<State>> {
  const ledger = await readSecret(tools);
  await claim(ledger, tools);
  return { ledger: await refuseUnknown((await looking).sightings, ledger, tools) };
}

async function tidyAll({ ledger }: State, { tools }: Tick): Promise<Partial<State>> {
  return (await tidy(ledger, tools)) ? { ledger: await readSecret(tools) } : {};
}

async function isCreationDue({ ledger }: State, { begin, tools }: Tick): Promise<boolean> {
  return ledger.isAnnounced || begin || (await isDue(ledger, tools));
}

async function createNext({ ledger }: State, { starter, tools }: Tick): Promise<Partial<State>> {
  return { ledger: await create(ledger, starter, tools) };
}

async function lookFirst({ ledger }: State, { tools, looking }: Tick): Promise<Partial<State>> {
  return { seen: await survey(ledger, tools, looking) };
}

async function startStrays({ seen }: State, { tools }: Tick): Promise<Partial<State>> {
  if (seen) await releaseStrays(seen, tools);
  return {};
}

/** Blocked: the old key pair goes back to instances that do not let the new key in, and nothing else is done. */
async function giveBack({ ledger, seen }: State, { tools }: Tick): Promise<Partial<State>> {
  const target = targetOf(ledger);
  if (!seen || !target) return {};
  await finishGivingBack({ ledger, target }, blindOf(seen, 'verified', 'pending', 'lagging'), tools);
  return { seen: await survey(ledger, tools) };
}

async function bringOver({ ledger, seen }: State, { tools }: Tick): Promise<Partial<State>> {
  const target = targetOf(ledger);
  if (!seen || !target) return {};
  const isBehind = dueOf(seen, ledger, tools).length > 0;
  if ((await converge({ ledger, target, seen }, tools)) === 'left') {
    return { isLeft: true, seen: noteProven(seen, target.name, provenIn(tools)) };
  }
  return isBehind || ledger.pending ? { first: seen, ...(await lookAnew(tools)) } : { first: seen };
}

async function isPromotionDue(state: State, { tools }: Tick): Promise<boolean> {
  const { ledger, seen, first, isLeft } = state;
  if (!isOpen(state) || isLeft || !seen || !first) return false;
  return isPromotable(ledger, [first, seen], tools);
}

async function promoteNext({ ledger }: State, { tools }: Tick): Promise<Partial<State>> {
  await promote(ledger, tools);
  return lookAnew(tools);
}

async function retire({ ledger, seen }: State, { tools }: Tick): Promise<Partial<State>> {
  if (!seen || !(await sweep(ledger, seen, tools))) return {};
  return { ledger: await readSecret(tools) };
}

/** Forgets what no instance needs, by a look of now. */
async function releaseFree({ ledger }: State, { tools }: Tick): Promise<Partial<State>> {
  if (!ledger.retained.some(({ isSwept }) => isSwept)) return {};
  const seen = await survey(ledger, tools);
  let changed = false;
  for (const generation of releasable(ledger, seen)) changed = (await release(generation, tools)) || changed;
  const now = changed ? await readSecret(tools) : ledger;
  await releaseOrphans(now, tools);
  return { ledger: now, seen };
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
export function beginLook(means: Means): ReturnType<typeof lookAtFleet> {
  const looking = lookAtFleet(means);
  looking.catch(() => {});
  return looking;
}

/** Every instance that can be reached is proven, and at least one is: an empty fleet proves nothing. */
async function isPromotable(ledger: Ledger, looks: readonly Survey[], tools: Tools): Promise<boolean> {
  const last = looks.at(-1);
  if (!ledger.pending || !last || ledger.blockedSinceMs !== null) return false;
  const isWhole = looks.every(({ unlisted }) => unlisted.length === 0);
  const isBehind = standing(last, 'pending', 'unseen').length > 0;
  const isProven = standing(last, 'verified').length > 0;
  return isWhole && !isBehind && isProven && (await areBlindProven(ledger.pending, last, tools));
}
