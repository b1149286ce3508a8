import { forEachAtMost } from '../at-most.ts';
import { groupBy } from '../group.ts';
import { products } from '../products/index.ts';
import { chunk } from '../products/pages.ts';
import { settle } from '../settle.ts';
import { seenApplied, type Verdict } from '../verdict.ts';
import type { Tools } from './tools.ts';
import { going, idOf, idsOf, type Track } from './track.ts';

/** Batches of one key pair under way at once: enough to keep its pace busy, and thousands do not wait in memory. */
const UNDER_WAY = 32;

/** Attaches or detaches in the control plane, in full calls: all tracks of one key pair travel together. */
export async function callCloud(tracks: readonly Track[], tools: Tools): Promise<void> {
  const due = going(tracks).filter(({ step }) => step.call);
  const groups = groupBy(due, ({ step }) => JSON.stringify(step.item.keyPair));
  await Promise.all(
    groups.map((group) => forEachAtMost(UNDER_WAY, toBatches(group), (batch) => callOnce(batch, tools))),
  );
}

function toBatches(tracks: readonly Track[]): Track[][] {
  const [first] = tracks;
  return first ? chunk(tracks, products[first.step.item.keyPair.product].maxInstancesPerCall) : [];
}

async function callOnce(batch: readonly Track[], { command, drivers, clock }: Tools): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const { action, clientToken } = command;
  const { keyPair } = first.step.item;
  const { product } = keyPair;
  const job = { action, clientToken, keyPair, clock, product: products[product], driver: drivers[product] };
  const verdicts = await settle(job, idsOf(batch));
  for (const track of batch) {
    const verdict = verdicts.get(idOf(track));
    if (verdict) note(track, verdict, command.action);
  }
}

const PASSWORDS = { attach: 'password login goes off', detach: 'password login is the default again' } as const;

function note(track: Track, verdict: Verdict, action: Tools['command']['action']): void {
  track.verdict = verdict;
  if (verdict.status !== 'succeeded') {
    track.isOver = true;
    if (verdict.status === 'unknown') track.attached = 'unknown';
    return;
  }
  track.attached = action === 'attach' ? 'yes' : 'no';
  track.verdict = { ...verdict, message: `${verdict.message}; ${PASSWORDS[action]} with the next start` };
  if (track.effective === 'yes') return;
  track.effective = 'afterStart';
  track.seenBy = verdict === seenApplied ? 'readBack' : 'answer';
}
