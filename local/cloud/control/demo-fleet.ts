import type { InstanceSpec } from '../model/instance.ts';

/** What a cloud begins with: {@link demoFleet}, or nothing. */
export type Fleet = 'demo' | 'empty';

const tags = { ssh: 'ops' };
const hangzhou = { regionId: 'cn-hangzhou', tags };
const shanghai = { regionId: 'cn-shanghai', tags };
const edge = { product: 'ens', regionId: 'cn-hangzhou-44', tags } as const;

/**
 * A small mixed fleet with something of everything: instances with the key pair `ops`, without one, with another one,
 * stopped, and on Windows. The ids stay the same, so that they can be written into examples.
 */
export const demoFleet: readonly InstanceSpec[] = [
  { ...hangzhou, product: 'ecs', instanceId: 'i-bp1demo0000000000001', instanceName: 'web-1', keyPairName: 'ops' },
  { ...hangzhou, product: 'ecs', instanceId: 'i-bp1demo0000000000002', instanceName: 'web-2', keyPairName: 'ops' },
  { ...hangzhou, product: 'ecs', instanceId: 'i-bp1demo0000000000003', instanceName: 'web-3' },
  { ...hangzhou, product: 'ecs', instanceId: 'i-bp1demo0000000000004', instanceName: 'batch-1', status: 'Stopped' },
  {
    ...hangzhou,
    product: 'ecs',
    instanceId: 'i-bp1demo0000000000005',
    instanceName: 'legacy-1',
    keyPairName: 'legacy',
  },
  { ...hangzhou, product: 'ecs', instanceId: 'i-bp1demo0000000000006', instanceName: 'desktop-1', os: 'windows' },
  { ...shanghai, product: 'ecs', instanceId: 'i-uf6demo0000000000001', instanceName: 'db-1', keyPairName: 'ops' },
  { ...shanghai, product: 'ecs', instanceId: 'i-uf6demo0000000000002', instanceName: 'db-2' },
  { ...edge, instanceId: 'i-5demo00000000000000000001', instanceName: 'edge-1', status: 'Stopped', keyPairName: 'ops' },
  { ...edge, instanceId: 'i-5demo00000000000000000002', instanceName: 'edge-2', status: 'Stopped' },
  { ...edge, instanceId: 'i-5demo00000000000000000003', instanceName: 'edge-3' },
  {
    ...hangzhou,
    product: 'swas',
    instanceId: 'de300000000000000000000000000001',
    instanceName: 'blog-1',
    keyPairName: 'ops',
  },
  { ...hangzhou, product: 'swas', instanceId: 'de300000000000000000000000000002', instanceName: 'blog-2' },
];
