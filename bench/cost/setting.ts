import { type LocalCloudOptions, startLocalCloud } from '../../local/cloud/index.ts';
import type { Clock } from '../../shared/cloud/clock.ts';
import { openCloud } from '../../shared/cloud/rpc.ts';
import type { Invocation } from '../../shared/invocation.ts';
import { products } from '../../shared/products/index.ts';
import type { Driver } from '../../shared/products/product.ts';

/** A local cloud with running ECS instances, and an invocation that may take as long as it likes. */
export interface Setting {
  readonly invocation: Invocation;
  readonly driver: Driver;
  readonly target: { product: 'ecs'; regionId: string; keyPairName: string; instanceIds: readonly string[] };
  close(): Promise<void>;
}

const LIMIT_MS = 86_400_000;
const spec = { product: 'ecs', regionId: 'cn-hangzhou' } as const;

export async function startSetting(clock: Clock, count: number, options: LocalCloudOptions): Promise<Setting> {
  const cloud = await startLocalCloud({ ...options, random: clock.random });
  const { url, accessKeyId, accessKeySecret } = cloud;
  cloud.instances.add([{ ...spec, keyPairName: 'bench' }]);
  const made = cloud.instances.add([{ ...spec, count, agent: 'offline' }]);
  const endMs = clock.now() + LIMIT_MS;
  const deadlines = { writesMs: endMs, readsMs: endMs, answersMs: endMs };
  const bind = openCloud({ credentials: { accessKeyId, accessKeySecret }, endpoint: url, clock, deadlines });
  const instanceIds = made.map(({ instanceId }) => instanceId);
  return {
    invocation: {
      requestId: '1-bench',
      clock,
      deadlines,
      maxInstances: count,
      accountId: null,
      regionId: 'cn-hangzhou',
      cloud: bind,
    },
    driver: products.ecs.createDriver(bind(products.ecs)),
    target: { ...spec, keyPairName: 'bench', instanceIds },
    close: () => cloud.close(),
  };
}
