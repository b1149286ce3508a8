import { RESTART_TAG } from '../../../../shared/restart/tag.ts';
import { type CrashPoint, crashPoints } from '../../../crash.ts';
import { createKeyPair, targetOf } from '../../../stack.ts';
import { createScene, type Scene } from './scene.ts';

const products = ['ecs', 'ens', 'swas'] as const;
const POWER = { pendingMs: 1_000, startMs: 9_000, stopMs: 8_000, rebootMs: 20_000 };

/** Two running instances and a stopped one of each product, and the request to attach to all by restarting. */
async function setUp() {
  const scene = await createScene({ power: POWER });
  for (const product of products) await createKeyPair(scene.cloud, product, 'ops');
  const targets = products.map((product) =>
    targetOf(product, 'ops', [...scene.make(product, 2), ...scene.make(product, 1, { status: 'Stopped' })]),
  );
  return { scene, request: { targets, takeEffect: 'restart', maxUnavailable: '50%' } };
}

/** Lets what is under way come to rest, as it does between two runs. */
const rest = ({ clock }: Scene) => clock.run(clock.sleep(60_000));

/** How a run ended: what every instance came to, and how often the most restarted one was restarted. */
export interface EndState {
  readonly complete: boolean;
  readonly instances: readonly object[];
  readonly mostRestarts: number;
}

function endOf({ cloud }: Scene, complete: boolean): EndState {
  const instances = cloud.instances.list();
  const restarts = instances.map(({ history }) => history.reboots + history.stops);
  return {
    complete,
    instances: instances.map(({ product, status, keyPairName, tags }) => ({
      product,
      status,
      keyPairName,
      isTagged: RESTART_TAG in tags,
    })),
    mostRestarts: Math.max(...restarts),
  };
}

/** The restart without a crash: how it ends, and every point at which its worker could die. */
export async function restartWhole(): Promise<{ wanted: EndState; points: CrashPoint[] }> {
  const { scene, request } = await setUp();
  const calls = await scene.runDoomed('attach', request);
  await rest(scene);
  const wanted = endOf(scene, true);
  await scene.close();
  return { wanted, points: crashPoints(calls) };
}

/** The same with a worker that dies at that point, and the same request once more. */
export async function restartAfterCrash(point: CrashPoint): Promise<EndState> {
  const { scene, request } = await setUp();
  await scene.runDoomed('attach', request, point);
  await rest(scene);
  const { complete } = await scene.run('attach', request);
  await rest(scene);
  const end = endOf(scene, complete);
  await scene.close();
  return end;
}
