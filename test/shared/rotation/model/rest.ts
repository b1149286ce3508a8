import type { RotationStatus } from '../../../../shared/rotation/report/report.ts';
import { checkAlways, checkAtRest, whatIsOpen } from './invariants.ts';
import { type Memory, remember } from './memory.ts';
import { type Stage } from './stage.ts';
import { lookAt, type View } from './view.ts';

const MINUTE_MS = 60_000;

const few = (count: number) => Array.from({ length: count }, () => 10);

/**
 * What passes before each quiet tick, in minutes, until a fleet has to be at rest: a day and a little for the grace of most,
 * three for the longest, time for restarts in between, and less than the next rotation is due in. Each tick is followed by a
 * reconcile, as the timers have it.
 */
const PAUSES = [...few(2), 1_500, 10, 4_400, ...few(12), 4_400, ...few(3), 11_500, ...few(3)];

/**
 * Nobody does anything any more but the timers: what is to be so then, is. The state of a fleet is followed to rest once;
 * `known` has those that were.
 * @throws Broken
 */
export async function comeToRest(stage: Stage, before: Memory, known = new Set<string>()): Promise<void> {
  let memory = remember(before, lookAt(stage), false);
  const sign = signatureOf(lookAt(stage), memory);
  if (known.has(sign)) return;
  known.add(sign);
  let status: RotationStatus | undefined;
  for (const [ticks, pause] of PAUSES.entries()) {
    stage.pass(pause * MINUTE_MS);
    status = await stage.tick();
    await (await stage.reconcile('reconcile')).finish();
    const view = lookAt(stage);
    checkAlways(view, memory);
    memory = remember(memory, view, false);
    if (ticks > 2 && isAtRest(view, memory, status)) break;
  }
  checkAtRest(lookAt(stage), memory, status as RotationStatus);
}

function isAtRest(view: View, memory: Memory, status: RotationStatus): boolean {
  return status.phase === 'idle' && status.health === 'fine' && whatIsOpen(view, memory, status) === null;
}

/** A state without its times. */
function signatureOf({ instances, stored, otherStages, keyPairs }: View, { voided }: Memory): string {
  const names = new Map(stored.map(({ name, key }) => [name, key]));
  const kindOf = (stage: string) => stage.replace(/-\d{8}T\d{6}Z$/, '');
  const nameOf = (name: string | null) => (name ? (names.get(name) ?? name) : '-');
  return JSON.stringify([
    instances.map(({ takes, carries, tags, status }) => [takes, nameOf(carries), tags, status]),
    stored.map(({ key, stages }) => [key, stages.map(kindOf)]),
    otherStages.map(kindOf),
    keyPairs.map(nameOf),
    [...voided],
  ]);
}
