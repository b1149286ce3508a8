import type { InstanceSpec } from '@keyfleet/local-cloud';
import { essApi } from '../../../../shared/cloud/ess/api.ts';
import { createKeyPair, openLocal, targetOf } from '../../../stack.ts';
import { createScene, type Scene } from './scene.ts';

export const GROUP = 'asg-web';
const POWER = { pendingMs: 1_000, startMs: 9_000, stopMs: 8_000, rebootMs: 20_000 };

/** Instances of a scaling group on a virtual clock, and how they stand. */
export interface StandbyScene extends Scene {
  join(count: number, more?: Partial<InstanceSpec>): string[];
  /** Attaches with a restart. */
  attach(ids: readonly string[], more?: object): ReturnType<Scene['run']>;
  /** Lets what is under way come to rest, and claims of the dead grow old. */
  rest(): Promise<void>;
  callsOf(...actions: string[]): readonly unknown[];
  /** Each instance as the product, its group and its tags show it; `gone` where the group has released it. */
  standOf(ids: readonly string[]): Promise<string[]>;
}

export const restartOf = (ids: readonly string[], more: object = {}) => ({
  ...targetOf('ecs', 'ops', [...ids]),
  takeEffect: 'restart',
  maxUnavailable: '50%',
  ...more,
});

interface Row {
  InstanceId: string;
  LifecycleState: string;
}

export async function openStandbyScene(scaling: object = {}, power: object = {}): Promise<StandbyScene> {
  const scene = await createScene({ power: { ...POWER, ...power }, scaling });
  await createKeyPair(scene.cloud, 'ecs', 'ops');
  const { cloud, clock } = scene;
  const rows = async () => {
    const page = { RegionId: 'cn-hangzhou', PageSize: 100 };
    return (await openLocal(cloud)(essApi)<{ ScalingInstances: Row[] }>('DescribeScalingInstances', page))
      .ScalingInstances;
  };
  return {
    ...scene,
    join: (count, more = {}) => scene.make('ecs', count, { scalingGroupId: GROUP, ...more }),
    attach: (ids, more = {}) => scene.run('attach', restartOf(ids, more)),
    rest: () => clock.run(clock.sleep(100_000)),
    callsOf: (...actions) => cloud.calls.list().filter(({ action }) => actions.includes(action ?? '')),
    standOf: async (ids) => {
      const seen = await rows();
      return ids.map((id) => {
        const instance = cloud.instances.get(id);
        const state = seen.find(({ InstanceId }) => InstanceId === id)?.LifecycleState ?? 'no member';
        return instance ? `${instance.status} ${state} ${Object.keys(instance.tags).join(' ')}`.trim() : 'gone';
      });
    },
  };
}

export const statusesOf = async (report: ReturnType<Scene['run']>) =>
  (await report).results.map(({ status, code }) => `${status} ${code}`);
