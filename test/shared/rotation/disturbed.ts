import type { FaultName, FaultRule } from '../../../local/cloud/index.ts';
import { createVirtualClock } from '../../virtual-clock.ts';
import { DAY_MS, openRotation } from './scene.ts';

const KINDS: readonly FaultName[] = [
  'throttle',
  'error',
  'resetBefore',
  'resetAfter',
  'slow',
  'truncated',
  'html502',
  'wrongTypes',
  'missingRows',
];

/** Half a dozen rules of any kind, on any call, from a seed. */
export function rulesFrom(seed: number): FaultRule[] {
  const { random } = createVirtualClock(0, seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return Array.from({ length: 6 }, () => {
    const fault = pick(KINDS);
    const product = pick(['ecs', 'swas', 'kms'] as const);
    const delay = fault === 'slow' || fault === 'throttle' ? { delayMs: 20 } : {};
    return {
      fault,
      product,
      after: Math.floor(random() * 25),
      times: 1 + Math.floor(random() * 2),
      ...delay,
    } as FaultRule;
  });
}

/** A rotation under these rules, ticked until it is at rest, then once more without them. */
export async function rotateUnder(rules: readonly FaultRule[], { jumps = false, seed = 1 } = {}) {
  const scene = await openRotation();
  const before = await scene.promoteBefore();
  const ids = [scene.make('ecs', { keyPairName: before }), scene.make('swas', { keyPairName: before })];
  for (const rule of rules) scene.cloud.faults.add(rule);
  const { random } = createVirtualClock(0, seed);
  const lockedOut: string[] = [];
  const tick = async () => {
    await scene.tick().catch(() => {});
    if (jumps) scene.pass(Math.round((random() - 0.5) * 7_200_000));
    const kept = await keptKeys();
    for (const id of ids) if (!(await scene.letsIn(id)).some((key) => kept.includes(key))) lockedOut.push(id);
  };
  // Faults befall this look too, and may leave out rows: what any of several looks shows is there.
  const keptKeys = async () => {
    const looks: string[] = [];
    for (let look = 0; look < 4; look++) looks.push(...(await scene.keptKeys().catch(() => [])));
    return looks;
  };
  for (let ticks = 0; ticks < 3; ticks++) await tick();
  scene.pass(DAY_MS + 7_200_000);
  await tick();
  scene.cloud.faults.clear();
  for (let ticks = 0; ticks < 2; ticks++) await scene.tick();
  scene.pass(DAY_MS + 7_200_000);
  const status = await scene.tick();
  const wanted = await scene.currentKey();
  const end = {
    lockedOut,
    phase: status.phase,
    letsIn: (await Promise.all(ids.map(scene.letsIn))).map((keys) => keys.map((key) => (key === wanted ? 'new' : key))),
    carried: ids.map((id) => scene.cloud.instances.get(id)?.keyPairName === status.current),
    isNew: status.current !== before,
    ecs: (await scene.keyPairs('ecs')).map((name) => (name === status.current ? 'new' : name)).toSorted(),
    swas: (await scene.keyPairs('swas')).map((name) => (name === status.current ? 'new' : name)).toSorted(),
  };
  await scene.close();
  return end;
}

/** How each of them is to end. */
export const restful = {
  lockedOut: [],
  phase: 'idle',
  letsIn: [['new'], ['new']],
  carried: [true, true],
  isNew: true,
  ecs: ['new', 'ops'],
  swas: ['new', 'ops'],
};
