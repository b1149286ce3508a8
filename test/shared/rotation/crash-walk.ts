import { type CrashPoint, crashPoints } from '../../crash.ts';
import { createDriver, regionOf } from '../../stack.ts';
import { DAY_MS, openRotation, type RotationScene } from './scene.ts';

/** ENS takes part only with logins, so all of the walk is proven by logins. */
const LINES =
  'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops, verify: login, address: public, trustFirstHostKey: true }';

interface Walk {
  readonly scene: RotationScene;
  readonly before: string;
  /** Instances that take part, those that come back late among them. */
  readonly ids: readonly string[];
  readonly late: { readonly stopped: string; readonly offline: string };
  readonly foreign: string;
}

/** A mixed fleet on a generation that is due: one stopped, one offline, one Windows, one with a foreign key pair. */
async function setUp(): Promise<Walk> {
  const scene = await openRotation({ lines: LINES });
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

/** What happens before each tick of the walk. */
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
    if (tries > 500) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Where in the walk a worker dies. */
export interface WalkPoint extends CrashPoint {
  readonly tick: number;
}

/** How the walk ended, in words that are the same for every walk. */
export interface WalkEnd {
  readonly lockedOut: readonly string[];
  readonly letsIn: readonly string[];
  readonly carried: readonly string[];
  readonly statuses: readonly string[];
  readonly strayTags: readonly string[];
  readonly foreign: string | null;
  readonly keyPairs: Readonly<Record<string, readonly string[]>>;
  readonly stages: readonly string[];
}

/** The walk without a crash: how it ends, and every point at which a worker could die. */
export async function walkWhole(): Promise<{ end: WalkEnd; points: WalkPoint[] }> {
  const walk = await setUp();
  const points: WalkPoint[] = [];
  for (const [tick, act] of acts.entries()) {
    await act(walk);
    const calls = await walk.scene.tickDoomed();
    points.push(...crashPoints(calls).map((point) => ({ ...point, tick })));
  }
  const end = await endOf(walk, []);
  await walk.scene.close();
  return { end, points };
}

/** The same with a worker that dies at that point, and one more tick after it. */
export async function walkAfterCrash({ tick: crashed, ...point }: WalkPoint): Promise<WalkEnd> {
  const walk = await setUp();
  const lockedOut: string[] = [];
  for (const [tick, act] of acts.entries()) {
    await act(walk);
    if (tick === crashed) {
      await walk.scene.tickDoomed(point);
      await rest(walk);
      lockedOut.push(...(await findLockedOut(walk)));
    }
    await walk.scene.tick();
  }
  const end = await endOf(walk, lockedOut);
  await walk.scene.close();
  return end;
}

/** What a dead worker had begun comes to its end in the cloud. */
const rest = ({ scene, ids }: Walk) =>
  waitFor(() => ids.every((id) => ['Running', 'Stopped'].includes(scene.cloud.instances.get(id)?.status ?? '')));

/** Running instances that let in no key that somebody still has. */
async function findLockedOut({ scene, ids }: Walk): Promise<string[]> {
  const kept = await scene.keptKeys();
  const running = ids.filter((id) => scene.cloud.instances.get(id)?.status === 'Running');
  const letsIn = await Promise.all(running.map(scene.letsIn));
  return running.filter((_, at) => !letsIn[at]?.some((key) => kept.includes(key)));
}

const OURS = ['ssh', 'keyfleet:ssh-port'];

async function endOf({ scene, ids, before, foreign }: Walk, lockedOut: readonly string[]): Promise<WalkEnd> {
  const wanted = await scene.currentKey();
  const instances = ids.map((id) => scene.cloud.instances.get(id));
  const stages = await scene.stages();
  const current = Object.entries(stages).find(([, some]) => some.includes('ACSCurrent'))?.[0] ?? '';
  const inWords = (name: string) => (name === current ? 'new' : name === before ? 'old' : name);
  const letsIn = (await Promise.all(ids.map(scene.letsIn))).map((keys) =>
    keys.map((key) => (key === wanted ? 'new' : key)).join(','),
  );
  const keyPairs: Record<string, string[]> = {};
  for (const product of ['ecs', 'ens', 'swas'] as const) {
    keyPairs[product] = (await scene.keyPairs(product)).map(inWords).toSorted();
  }
  return {
    lockedOut,
    letsIn,
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
  letsIn: ['new', 'new', 'new', 'new', 'new'],
  carried: ['new', 'new', 'new', 'new', 'new'],
  statuses: ['Running', 'Running', 'Running', 'Running', 'Running'],
  strayTags: [],
  foreign: 'theirs',
  keyPairs: { ecs: ['new', 'ops', 'theirs'], ens: ['new', 'ops'], swas: ['new', 'ops'] },
  stages: ['old: ACSPrevious', 'new: ACSCurrent'],
};
