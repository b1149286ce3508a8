import { type CrashPoint, crashPoints } from '../../../crash.ts';
import { createDriver, regionOf } from '../../../stack.ts';
import { PATIENCE_MS } from '../../../time-limits.ts';
import { BY_LOGIN, DAY_MS, openRotation, type RotationScene } from './scene.ts';

interface Walk {
  readonly scene: RotationScene;
  readonly before: string;
  /** Instances that take part, those that come back late among them. */
  readonly ids: readonly string[];
  readonly late: { readonly stopped: string; readonly offline: string };
  readonly foreign: string;
}

/** A mixed fleet on a generation that is due: one stopped, one offline, one Windows, one with a foreign key pair. */
async function setUp(isCalledAgain: boolean): Promise<Walk> {
  const scene = await openRotation({ lines: BY_LOGIN, ...(isCalledAgain && { again: 'taken' }) });
  const keyPairName = await scene.promoteBefore();
  const ecs = scene.make('ecs', { keyPairName });
  const ens = scene.make('ens', { keyPairName });
  const swas = scene.make('swas', { keyPairName });
  const stopped = scene.make('ecs', { keyPairName, status: 'Stopped' });
  const offline = scene.make('ecs', { keyPairName, agent: 'offline' });
  const foreign = scene.make('ecs', { keyPairName: 'theirs' });
  scene.make('ecs', { os: 'windows' });
  for (const id of [ecs, offline]) await scene.tagPort('ecs', id);
  await scene.tagPort('ens', ens);
  await scene.tagPort('swas', swas);
  const ids = [ecs, ens, swas, stopped, offline];
  return { scene, before: keyPairName, ids, late: { stopped, offline }, foreign };
}

/** What happens before each part of the walk, which is a tick and its follow-ups. */
const acts: readonly ((walk: Walk) => Promise<void>)[] = [
  async () => {},
  async ({ scene }) => scene.pass(DAY_MS + 60_000),
  async ({ scene, late }) => {
    const driver = createDriver(scene.cloud, 'ecs');
    await driver.power.start(regionOf('ecs'), [late.stopped]);
    await scene.cloud.instances.change(late.offline, { agent: 'online' });
    await waitFor(() => scene.cloud.instances.get(late.stopped)?.status === 'Running');
    await scene.tagPort('ecs', late.stopped);
  },
];

async function waitFor(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries > PATIENCE_MS / 10) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Where in the walk a worker dies: in which part, and in which of its ticks. */
export interface WalkPoint extends CrashPoint {
  readonly part: number;
  readonly tick: number;
}

/** How the walk ended, in words that are the same for every walk. */
export interface WalkEnd {
  /** Instances that ran and took no key that somebody still has, at whatever look. */
  readonly lockedOut: readonly string[];
  /** The keys that each takes, by its files. */
  readonly takes: readonly string[];
  /** Whether real logins get in with the new key. */
  readonly letsIn: readonly boolean[];
  readonly carried: readonly string[];
  readonly statuses: readonly string[];
  readonly strayTags: readonly string[];
  readonly foreign: string | null;
  readonly keyPairs: Readonly<Record<string, readonly string[]>>;
  readonly stages: readonly string[];
}

/**
 * The walk without a crash: how it ends, and every point at which a worker could die.
 * @param isCalledAgain restarts are left to follow-ups, instead of being waited for
 */
export async function walkWhole(isCalledAgain = false): Promise<{ end: WalkEnd; points: WalkPoint[] }> {
  const walk = await setUp(isCalledAgain);
  const points: WalkPoint[] = [];
  for (const [part, act] of acts.entries()) {
    await act(walk);
    await tickAndFollow(walk, async (tick) => {
      const { calls } = await walk.scene.tickDoomed();
      points.push(...crashPoints(calls).map((point) => ({ ...point, part, tick })));
    });
  }
  const end = await endOf(walk, []);
  await walk.scene.close();
  return { end, points };
}

/** Runs a part of the walk: a tick, and another as long as one asks for a follow-up. */
async function tickAndFollow({ scene, ids }: Walk, runTick: (tick: number) => Promise<void>): Promise<void> {
  for (let tick = 0, asked = -1; asked < scene.followUps.length; tick++) {
    asked = scene.followUps.length;
    await runTick(tick);
    if (asked < scene.followUps.length) await rest({ scene, ids });
    scene.pass((scene.followUps.at(-1)?.delaySeconds ?? 0) * 1000);
  }
}

/** Deaths that one walk can have: at most one in each of its parts. */
export function toWalks(points: readonly WalkPoint[]): WalkPoint[][] {
  const ofParts = acts.map((_, part) => points.filter((point) => point.part === part));
  const most = Math.max(...ofParts.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => ofParts.flatMap((some) => some[at] ?? []));
}

/** The same with a worker that dies at each of these points, and one more tick after each. */
export async function walkAfterCrash(
  points: readonly WalkPoint[],
  isCalledAgain = false,
): Promise<{ end: WalkEnd; missed: WalkPoint[] }> {
  const walk = await setUp(isCalledAgain);
  const lockedOut: string[] = [];
  const missed: WalkPoint[] = [];
  for (const [part, act] of acts.entries()) {
    await act(walk);
    const deaths = points.filter((one) => one.part === part);
    const met: WalkPoint[] = [];
    await tickAndFollow(walk, async (tick) => {
      for (const point of deaths.filter((one) => one.tick === tick)) {
        if ((await walk.scene.tickDoomed(point)).hasDied) met.push(point);
        lockedOut.push(...(await findLockedOut(walk)));
        await rest(walk);
        lockedOut.push(...(await findLockedOut(walk)));
      }
      await walk.scene.tick();
      lockedOut.push(...(await findLockedOut(walk)));
    });
    missed.push(...deaths.filter((point) => !met.includes(point)));
  }
  const end = await endOf(walk, lockedOut);
  await walk.scene.close();
  return { end, missed };
}

/** What a dead worker had begun comes to its end in the cloud. */
const rest = ({ scene, ids }: Pick<Walk, 'scene' | 'ids'>) =>
  waitFor(() => ids.every((id) => ['Running', 'Stopped'].includes(scene.cloud.instances.get(id)?.status ?? '')));

/** Running instances that let in no key that somebody still has. */
async function findLockedOut({ scene, ids }: Walk): Promise<string[]> {
  const kept = await scene.keptKeys();
  const running = ids.filter((id) => scene.cloud.instances.get(id)?.status === 'Running');
  const taken = await Promise.all(running.map(scene.takes));
  return running.filter((_, at) => !taken[at]?.some((key) => kept.includes(key)));
}

const OURS = ['ssh', 'keyfleet:ssh-port', 'keyfleet:proven'];

async function endOf({ scene, ids, before, foreign }: Walk, lockedOut: readonly string[]): Promise<WalkEnd> {
  const wanted = await scene.currentKey();
  const instances = ids.map((id) => scene.cloud.instances.get(id));
  const stages = await scene.stages();
  const current = Object.entries(stages).find(([, some]) => some.includes('ACSCurrent'))?.[0] ?? '';
  const inWords = (name: string) => (name === current ? 'new' : name === before ? 'old' : name);
  const takes = (await Promise.all(ids.map(scene.takes))).map((keys) =>
    keys.map((key) => (key === wanted ? 'new' : key)).join(','),
  );
  const keyPairs: Record<string, string[]> = {};
  for (const product of ['ecs', 'ens', 'swas'] as const) {
    keyPairs[product] = (await scene.keyPairs(product)).map(inWords).toSorted();
  }
  return {
    lockedOut,
    takes,
    letsIn: await Promise.all(ids.map((id) => scene.logsIn(id, wanted))),
    carried: instances.map((one) => inWords(one?.keyPairName ?? 'none')),
    statuses: instances.map((one) => one?.status ?? 'gone'),
    strayTags: instances.flatMap((one) => Object.keys(one?.tags ?? {}).filter((tag) => !OURS.includes(tag))),
    foreign: scene.cloud.instances.get(foreign)?.keyPairName ?? null,
    keyPairs,
    stages: Object.entries(stages).flatMap(([name, some]) => some.map((stage) => `${inWords(name)}: ${stage}`)),
  };
}

/** How every walk is to end. */
export const wantedEnd: WalkEnd = {
  lockedOut: [],
  takes: ['new', 'new', 'new', 'new', 'new'],
  letsIn: [true, true, true, true, true],
  carried: ['new', 'new', 'new', 'new', 'new'],
  statuses: ['Running', 'Running', 'Running', 'Running', 'Running'],
  strayTags: [],
  foreign: 'theirs',
  keyPairs: { ecs: ['new', 'ops', 'theirs'], ens: ['new', 'ops'], swas: ['new', 'ops'] },
  stages: ['old: ACSPrevious', 'new: ACSCurrent'],
};
