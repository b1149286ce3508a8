import type { Product } from '../product.ts';
import { createTagging } from '../tags.ts';
import { createCommands } from './commands.ts';
import { createInstances } from './instances.ts';
import { createKeyPairStore } from './key-pair-store.ts';
import { createKeyPairs } from './key-pairs.ts';
import { createPower } from './power.ts';

/**
 * Elastic Compute Service.
 * Source: Ecs 2014-05-26; endpoints as in its SDK 7.11.6.
 * Dialect: `InstanceIds` travels as a JSON string where key pairs and listings are concerned, as `InstanceId.1`,
 * `InstanceId.2` elsewhere; lists sit one level deeper, such as `Results.Result`.
 */
export const ecs: Product = {
  name: 'ecs',
  version: '2014-05-26',
  endpoint: (regionId) =>
    regionId === 'cn-hangzhou' ? 'ecs-cn-hangzhou.aliyuncs.com' : `ecs.${regionId}.aliyuncs.com`,
  regional: true,
  keyPairIds: false,
  keyPairNames: {
    pattern: /^(?!https?:\/\/)\p{L}[\p{L}\d:_.-]{1,127}$/u,
    rule: '2 to 128 characters: a letter, then letters, digits, ":", "_", "-" or "."',
  },
  maxInstancesPerCall: 50,
  clientTokens: false,
  states: ['Running', 'Stopped'],
  attachWhileRunning: true,
  remoteCommands: true,
  showsPublicKey: true,
  showsStartTime: true,
  scalingGroups: true,
  createDriver: (call) => ({
    ...createKeyPairs(call),
    ...createInstances(call),
    ...createTagging(call),
    keyPairs: createKeyPairStore(call),
    power: createPower(call),
    commands: createCommands(call),
  }),
};
