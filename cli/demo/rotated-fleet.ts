import type { InstanceSpec } from '@keyfleet/local-cloud';

/** When logins are tried in the story of the rotation, as the columns of its table. */
export const moments = ['BEFORE', 'IN GRACE', 'RETIRED', 'STARTED', 'FINISHED'] as const;

/** One instance of the story. */
export interface Actor {
  readonly what: string;
  readonly spec: InstanceSpec & { readonly instanceId: string; readonly instanceName: string };
  /** The keys that let in at each moment; `-` where no sshd listens. */
  readonly logins: readonly [string, string, string, string, string];
}

const common = { regionId: 'cn-hangzhou', tags: { ssh: 'app' }, keyPairName: 'app' };
const ecs = { ...common, product: 'ecs' } as const;
const { keyPairName: _, ...withoutKeyPair } = ecs;

export const stoppedId = 'i-bp1rotation00000000002';
export const offlineId = 'i-bp1rotation00000000003';

/** A mixed fleet, and what a rotation of `app` makes of each instance. */
export const rotatedFleet: readonly Actor[] = [
  {
    what: 'running',
    spec: { ...ecs, instanceId: 'i-bp1rotation00000000001', instanceName: 'app-1' },
    logins: ['old', 'old+new', 'new', 'new', 'new'],
  },
  {
    what: 'stopped at first',
    spec: { ...ecs, instanceId: stoppedId, instanceName: 'app-2', status: 'Stopped' },
    logins: ['-', '-', '-', 'new', 'new'],
  },
  {
    what: 'agent offline at first',
    spec: { ...ecs, instanceId: offlineId, instanceName: 'app-3', agent: 'offline' },
    logins: ['old', 'old', 'old', 'old', 'new'],
  },
  {
    what: 'Windows',
    spec: { ...withoutKeyPair, instanceId: 'i-bp1rotation00000000004', instanceName: 'app-4', os: 'windows' },
    logins: ['-', '-', '-', '-', '-'],
  },
  {
    what: 'foreign key pair',
    spec: { ...ecs, instanceId: 'i-bp1rotation00000000005', instanceName: 'app-5', keyPairName: 'theirs' },
    logins: ['theirs', 'theirs', 'theirs', 'theirs', 'theirs'],
  },
  {
    what: 'running',
    spec: { ...common, product: 'swas', instanceId: 'de300000000000000000000000000011', instanceName: 'app-blog' },
    logins: ['old', 'old+new', 'new', 'new', 'new'],
  },
  {
    what: 'edge node, no overlap',
    spec: {
      ...common,
      product: 'ens',
      regionId: 'cn-hangzhou-44',
      instanceId: 'i-5rotation0000000000000001',
      instanceName: 'app-edge',
    },
    logins: ['old', 'new', 'new', 'new', 'new'],
  },
];
