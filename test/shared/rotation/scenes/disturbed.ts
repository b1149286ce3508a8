import type { FaultReport, FaultRule } from '@keyfleet/local-cloud';
import { createRandom } from '../../../random.ts';
import type { Disturbance } from './disturbance.ts';
import { BY_LOGIN, DAY_MS, openRotation, type RotationScene } from './scene.ts';

/** Long enough for every answer that comes. */
const CALL_TIMEOUT_MS = 400;
const JUMP_MS = 3_600_000;
/** Of a tick, which waits to its end for a node whose start ends when a clock that was turned back has caught up. */
const TIMEOUT_SECONDS = 75;
/** Undisturbed ticks until it has to be at rest. */
const TICKS = 4;
/** Between two of them: a start that was begun before a clock was turned back ends when that has caught up. */
const PAUSE_MS = 1_800_000;

/** How a disturbed rotation ended, and which faults it met. */
export interface DisturbedEnd {
  readonly end: typeof restful;
  readonly faults: readonly FaultReport[];
}

/** A rotation under these rules, ticked until they are over, then on without them until it is at rest. */
export async function rotateUnder(rules: readonly FaultRule[], given: Partial<Disturbance> = {}) {
  const { end } = await disturb({
    rules,
    jumps: false,
    overlaps: false,
    hasEdge: false,
    isCalledAgain: false,
    seed: 1,
    ...given,
  });
  return end;
}

export async function disturb(disturbance: Disturbance): Promise<DisturbedEnd> {
  const { rules, jumps, overlaps, hasEdge, isCalledAgain, seed } = disturbance;
  const lines = { ...(hasEdge && { lines: BY_LOGIN }), ...(isCalledAgain && { again: 'taken' as const }) };
  const limits = { callTimeoutMs: CALL_TIMEOUT_MS, timeoutSeconds: TIMEOUT_SECONDS };
  const scene = await openRotation({ ...lines, ...limits });
  const before = await scene.promoteBefore();
  const products = hasEdge ? (['ecs', 'swas', 'ens'] as const) : (['ecs', 'swas'] as const);
  const ids = products.map((product) => scene.make(product, { keyPairName: before }));
  if (hasEdge) for (const [at, product] of products.entries()) await scene.tagPort(product, ids[at] ?? '');
  for (const rule of rules) scene.cloud.faults.add(rule);
  const random = createRandom(seed);
  const lockedOut: string[] = [];
  const jump = (earliest = -JUMP_MS) => jumps && scene.pass(Math.round(earliest + random() * 2 * JUMP_MS));
  // A tick may wait for an edge node, which starts for as long as a clock is turned back: the platform would end it.
  const earliestMs = hasEdge ? 0 : -JUMP_MS;
  const tickOnce = () => {
    const jumpsAt = 1 + Math.floor(random() * 60);
    return scene.tick((calls) => calls === jumpsAt && jump(earliestMs)).catch(() => null);
  };
  const tick = async () => {
    await Promise.all(overlaps ? [tickOnce(), tickOnce()] : [tickOnce()]);
    jump();
    lockedOut.push(...(await findLockedOut(scene, ids)));
  };
  for (let ticks = 0; ticks < (isCalledAgain ? 6 : 3); ticks++) await tick();
  scene.pass(DAY_MS + 7_200_000);
  await tick();
  const faults = scene.cloud.faults.list();
  scene.cloud.faults.clear();
  const end = { lockedOut, ...(await comeToRest(scene, ids, before)) };
  await scene.close();
  return { end, faults };
}

/** Instances that run and take no key that somebody still has. */
export async function findLockedOut(scene: RotationScene, ids: readonly string[]): Promise<string[]> {
  const kept = await scene.keptKeys();
  const running = ids.filter((id) => scene.cloud.instances.get(id)?.status === 'Running');
  const taken = await Promise.all(running.map(scene.takes));
  return running.filter((_, at) => !taken[at]?.some((key) => kept.includes(key)));
}

async function comeToRest(scene: RotationScene, ids: readonly string[], before: string) {
  for (let ticks = 0; ticks < TICKS; ticks++) {
    scene.pass(PAUSE_MS);
    await scene.follow();
  }
  scene.pass(DAY_MS + 7_200_000);
  let status = await scene.follow();
  for (let ticks = 1; ticks < TICKS && status.phase !== 'idle'; ticks++) status = await scene.follow();
  const wanted = await scene.currentKey();
  const instances = ids.flatMap((id) => scene.cloud.instances.get(id) ?? []);
  const taken = (await Promise.all(ids.map(scene.takes))).map((keys) => keys.join(' and '));
  const keyPairs = await Promise.all((['ecs', 'ens', 'swas'] as const).map(scene.keyPairs));
  return {
    phase: status.phase,
    reason: status.reason,
    isNew: status.current !== before,
    take: distinct(taken.map((key) => (key === wanted ? 'new' : key))),
    letsIn: (await Promise.all(ids.map((id) => scene.logsIn(id, wanted)))).every(Boolean),
    carry: distinct(instances.map(({ keyPairName }) => (keyPairName === status.current ? 'new' : keyPairName))),
    are: distinct(instances.map((one) => one.status)),
    strayTags: instances.flatMap(({ tags }) => Object.keys(tags).filter((tag) => !OURS.includes(tag))),
    orphans: keyPairs.flat().filter((name) => name !== 'ops' && name !== status.current),
  };
}

const distinct = <T>(values: readonly T[]) => [...new Set(values)];
const OURS = ['ssh', 'keyfleet:ssh-port', 'keyfleet:proven'];

/** How each of them is to end. */
export const restful: { lockedOut: string[] } & Awaited<ReturnType<typeof comeToRest>> = {
  lockedOut: [],
  phase: 'idle',
  reason: null,
  isNew: true,
  take: ['new'],
  letsIn: true,
  carry: ['new'],
  are: ['Running'],
  strayTags: [],
  orphans: [],
};
