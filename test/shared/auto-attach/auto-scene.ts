import { onTestFinished } from 'vitest';
import { type AutoAttachReport, autoAttach, readTask } from '../../../shared/auto-attach/index.ts';
import { openCloud } from '../../../shared/cloud/rpc.ts';
import type { Fleet } from '../../../shared/fleet/fleet.ts';
import type { Invocation } from '../../../shared/runtime/invocation.ts';
import { createKeyPair } from '../../stack.ts';
import { createScene, type Scene } from '../change/act/scene.ts';

/** A cloud that knows the key pair `ops` everywhere, and runs of auto-attach over it, on one virtual clock. */
export interface AutoScene extends Omit<Scene, 'begin'> {
  /** A request to attach or detach, before time passes. */
  beginChange: Scene['begin'];
  /** Handles what a trigger delivered, with this fleet. */
  handle(payload: unknown, fleet: Fleet, limitMs?: number): Promise<AutoAttachReport>;
  /** The same, before time passes: several can be under way at once within {@link Scene.clock}. */
  begin(payload: unknown, fleet: Fleet, limitMs?: number): Promise<AutoAttachReport>;
  /** How often this action was called. */
  count(action: RegExp): number;
}

export async function createAutoScene(settings: object = {}): Promise<AutoScene> {
  const scene = await createScene(settings);
  onTestFinished(() => scene.close());
  for (const product of ['ecs', 'ens', 'swas'] as const) await createKeyPair(scene.cloud, product, 'ops');
  scene.cloud.calls.clear();
  let runs = 0;
  const begin: AutoScene['begin'] = (payload, fleet, limitMs = 300_000) =>
    autoAttach(readTask(payload, scene.cloud.accountId), invocationOf(scene, `1-run-${++runs}`, limitMs), fleet);
  return {
    ...scene,
    beginChange: scene.begin,
    begin,
    handle: (...given) => scene.clock.run(begin(...given)),
    count: (action) => scene.cloud.calls.list().filter((call) => action.test(call.action ?? '')).length,
  };
}

function invocationOf({ cloud, clock }: Scene, requestId: string, limitMs: number): Invocation {
  const { url: endpoint, accountId, accessKeyId, accessKeySecret } = cloud;
  const endMs = clock.now() + limitMs;
  const deadlines = { writesMs: endMs - 15_000, readsMs: endMs - 5_000, answersMs: endMs - 1_000 };
  const bind = openCloud({ credentials: { accessKeyId, accessKeySecret }, endpoint, clock, deadlines });
  const place = { accountId, regionId: 'cn-hangzhou' };
  return {
    requestId,
    functionName: 'keyfleet-auto-attach',
    clock,
    deadlines,
    maxInstances: 500,
    ...place,
    cloud: bind,
    again: null,
  };
}

/** ECS's announcement of a state, as EventBridge hands it on. */
export function stateChange(instanceId: string, state = 'Running', regionId = 'cn-hangzhou') {
  return {
    id: `event-${instanceId}`,
    source: 'acs.ecs',
    type: 'ecs:Instance:StateChange',
    specversion: '1.0',
    aliyunaccountid: '1234567890123456',
    aliyunregionid: regionId,
    data: { resourceId: instanceId, resourceType: 'ALIYUN::ECS::Instance', state },
  };
}

/** ActionTrail's record of a call that made instances. */
export function created(product: 'ecs' | 'ens', instanceIds: readonly string[], eventName = 'RunInstances') {
  const data = {
    serviceName: product === 'ecs' ? 'Ecs' : 'Ens',
    eventName,
    acsRegion: 'cn-hangzhou',
    referencedResources: { [`ACS::${product.toUpperCase()}::Instance`]: instanceIds },
  };
  return { ...stateChange(''), source: `acs.${product}`, type: `${product}:ActionTrail:ApiCall`, data };
}
