import { createRandom } from '../../../../random.ts';
import { Broken } from '../invariants.ts';
import { comeToRest } from '../rest.ts';
import { settled } from '../timeline.ts';
import type { Act, Kind } from './act.ts';
import { functions } from './functions.ts';
import { byHand, machines, surroundings } from './people.ts';
import { openWorld, type World } from './world.ts';

export const kinds: Readonly<Record<string, Kind>> = { ...functions, ...byHand, ...machines, ...surroundings };

const LONGEST = 14;

/** The story of a seed. */
export function writeStory(seed: number): Act[] {
  const random = createRandom(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const pool = Object.entries(kinds).flatMap(([name, { weight }]) => Array.from({ length: weight }, () => name));
  const choose = () => pool[upTo(pool.length)] ?? 'tick';
  const acts = Array.from({ length: 4 + upTo(LONGEST - 3) }, () => ({
    kind: choose(),
    which: upTo(1_600),
    how: upTo(60),
  }));
  return [{ kind: 'now', which: 0, how: 0 }, ...acts];
}

/** Products of a fleet. */
export type Used = Parameters<typeof openWorld>[0];

/** How a story ended. */
export interface Ended {
  readonly broken: Broken | null;
  /** Cloud calls of functions. */
  readonly calls: number;
}

/** Lets a story happen, then heals what can be, and waits until all is at rest. */
export async function runStory(acts: readonly Act[], used: Used = ['ecs', 'swas']): Promise<Ended> {
  const world = await openWorld(used);
  world.stage.isCalledAgain = used.includes('ens');
  try {
    for (const act of acts) {
      const kind = kinds[act.kind];
      await kind?.run(world, act);
      await settled();
      world.check(kind?.isMeant ? 'person' : 'several');
    }
    await heal(world);
    await comeToRest(world.stage, world.memory);
  } catch (error) {
    if (error instanceof Broken) return { broken: error, calls: world.calls };
    throw error;
  }
  return { broken: null, calls: world.calls };
}

/** Agents answer, what people stopped they start, and no rotation begins any more. */
async function heal(world: World): Promise<void> {
  const { cloud, pass } = world.stage;
  world.stage.times = { ...world.stage.times, every: '365d' };
  pass(60_000);
  for (const instance of cloud.instances()) {
    const guest = cloud.state.cloud.guests.of(instance);
    if (guest) guest.agent = 'online';
    Object.assign(cloud.guestOf(instance.instanceId), { sshd: 'usual', isReadOnly: false });
    if (instance.power.accepts('start')) instance.power.begin('start');
  }
  pass(60_000);
  world.memory = { ...world.memory, off: new Set() };
  await settled();
  world.check('person');
}

export const tellStory = (acts: readonly Act[]): string =>
  acts.map((act) => kinds[act.kind]?.tell(act) ?? act.kind).join('; ');
