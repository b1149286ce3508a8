import { expect, it } from 'vitest';
import { rpc } from '../../../stack.ts';
import { openStandbyScene, restartOf, type StandbyScene } from './standby-scene.ts';

/** The same request until it says that nothing is left to be done, three times at most. */
export async function goOn(scene: StandbyScene, ids: readonly string[]): Promise<void> {
  for (let times = 0; times < 3; times++) {
    if ((await scene.attach(ids)).complete) return;
    await scene.rest();
  }
}

interface World {
  readonly offsetMs: number;
  readonly standbyMs: number;
}

const well = (ids: readonly string[]) => ({ isSomeGone: false, stand: ids.map(() => 'Running InService') });

const POWER = { lingerMs: 3_000 };

/** Tests, one for each world, in which something happens so long after a request began. */
export function standbyOverlaps(worlds: readonly World[]): void {
  it.each(worlds)(
    'the same request twice, $offsetMs ms apart with a standby of $standbyMs ms, costs no instance and strands none',
    async ({ offsetMs, standbyMs }) => {
      const scene = await openStandbyScene({ standbyMs }, POWER);
      const ids = scene.join(2);
      const second = () => scene.begin('attach', restartOf(ids));
      expect(await meet(scene, ids, { offsetMs, second })).toEqual(well(ids));
    },
  );

  it.each(worlds)(
    'a reboot of a person before ours, $offsetMs ms after the request with a standby of $standbyMs ms, costs no instance',
    async ({ offsetMs, standbyMs }) => {
      const scene = await openStandbyScene({ standbyMs }, POWER);
      const ids = scene.join(1);
      const second = async () => {
        const [stand] = await scene.standOf(ids);
        const isRebooted = (scene.cloud.instances.get(ids[0] ?? '')?.history.reboots ?? 0) > 0;
        const ask = { RegionId: 'cn-hangzhou', InstanceId: ids };
        if (stand?.startsWith('Running Standby') && !isRebooted) {
          await rpc(scene.cloud, 'ecs')('RebootInstances', ask).catch(() => undefined);
        }
      };
      const person = () => scene.clock.during(second());
      expect(await meet(scene, ids, { offsetMs, second: person })).toEqual(well(ids));
    },
  );
}

/** A request, and beside it something else; then the request until nothing is left. */
async function meet(
  scene: StandbyScene,
  ids: readonly string[],
  { offsetMs, second }: { offsetMs: number; second: () => Promise<unknown> },
) {
  try {
    const first = scene.begin('attach', restartOf(ids));
    await scene.clock.run(Promise.all([first, scene.clock.sleep(offsetMs).then(second)]));
    await scene.rest();
    const isSomeGone = (await scene.standOf(ids)).includes('gone');
    await goOn(scene, ids);
    await scene.rest();
    return { isSomeGone, stand: await scene.standOf(ids) };
  } finally {
    await scene.close();
  }
}
