import { isReport } from '../../guest/run.ts';
import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { partition } from '../../lists.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import { wantedKeys, wantedProof } from '../state/wanted-keys.ts';
import { addBeside, type Shown } from '../steps/add.ts';
import { attach } from '../steps/attach.ts';
import { clean } from '../steps/clean.ts';
import { markFailing } from '../steps/mark-failing.ts';
import { markProven, unmarkProven } from '../steps/mark-proven.ts';
import { inParts } from '../steps/parts.ts';
import { isStill, LedgerChangedError } from '../steps/read-again.ts';
import { logIn } from '../steps/verify.ts';
import type { Means } from '../tick-context.ts';
import type { Goal } from './goal.ts';

/** What instances in which one can look are brought to. */
export interface OnlineGoal extends Goal {
  /** Some carry it already. */
  readonly hasCanary: boolean;
}

/** Canaries of one tick at most, one after the other: one may fail for reasons of its own. */
const CANARIES = 3;

/**
 * Brings instances in which one can look to the wanted generation: one alone, as a canary, where none carries it yet, and
 * another where that one fails; then the rest, part by part. Where no canary is proven, nothing else is touched.
 */
export async function bringOnline(goal: OnlineGoal, due: readonly Sighting[], tools: Tools): Promise<void> {
  let { hasCanary } = goal;
  let at = 0;
  for (; !hasCanary && at < Math.min(CANARIES, due.length); at++) {
    hasCanary = (await bringPart(goal, due.slice(at, at + 1), tools)) > 0;
  }
  if (hasCanary) await inParts(due.slice(at), tools, (part) => bringPart(goal, part, tools));
}

/** Adds beside, verifies, and only then attaches and takes away what is not to be inside. Returns how many were proven. */
async function bringPart({ ledger, target }: Goal, part: readonly Sighting[], tools: Tools): Promise<number> {
  const [wanted, proof] = [wantedKeys(ledger, tools.clock.now()), wantedProof(ledger, tools)];
  if (!wanted || !proof) return 0;
  const before = tools.journal.entries.length;
  await addCurrent({ ledger, target }, part, tools);
  const shown = await addBeside(target, part, tools);
  const proven = await prove(target, shown, tools);
  await mustStill(ledger, shown, tools);
  const carrying = new Set(await attach(target, proven, tools));
  const settled = shown.filter(({ sighting }) => carrying.has(sighting));
  const rid = await clean({ ledger, wanted }, settled, tools);
  const marks = { generation: target.name, provenMs: proof.nowMs, subject: proof.subject };
  const [clear, others] = partition([...carrying], (one) => rid.has(keyOf(one)));
  await markProven({ ...marks, others: proof.others }, clear, tools);
  await markProven({ ...marks, others: null }, others, tools);
  const left = part.filter((one) => !clear.includes(one));
  await markFailing({ generation: target.name, entries: tools.journal.entries.slice(before) }, left, tools);
  return proven.length;
}

/** What was added for a ledger that says something else by now is looked for again: the mark of before goes. */
async function mustStill(ledger: Ledger, shown: readonly Shown[], means: Means): Promise<void> {
  if (await isStill(ledger, means)) return;
  await unmarkProven(
    shown.map(({ sighting }) => sighting),
    means,
  );
  throw new LedgerChangedError('the secret was changed meanwhile');
}

/** An instance without a key pair, such as one launched in the middle, gets the current key as well. */
async function addCurrent({ ledger: { current }, target }: Goal, part: readonly Sighting[], tools: Tools) {
  const bare = part.filter(({ observed }) => observed.keyPairName === null);
  if (!current || current.isRevoked || current.name === target.name || bare.length === 0) return;
  const known: Sighting[] = [];
  for (const one of bare) if (await tools.keys.publicKey(current, one)) known.push(one);
  await addBeside(current, known, tools);
}

async function prove(target: Generation, shown: readonly Shown[], tools: Tools): Promise<Sighting[]> {
  const hasPrivateHalf = (await tools.keys.content(target)) !== null;
  if (tools.rotation.verify !== 'login' || !hasPrivateHalf) return taken(shown);
  const sightings = shown.map(({ sighting }) => sighting);
  const hostKeys = new Map(shown.map(({ sighting, said }) => [keyOf(sighting), hostKeysIn(said)]));
  return logIn(target, sightings, tools, (one) => hostKeys.get(keyOf(one)) ?? null);
}

/** Without a login, only what sshd said it takes is proven. */
function taken(shown: readonly Shown[]): Sighting[] {
  return shown.filter(({ takes }) => takes === 'yes').map(({ sighting }) => sighting);
}

function hostKeysIn({ answer }: Shown['said']): readonly string[] | null {
  return isReport(answer) && answer.hostKeys.length > 0 ? answer.hostKeys : null;
}
