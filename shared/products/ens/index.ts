import type { Product } from '../product.ts';
import { createTagging } from '../tags.ts';
import { createInstances } from './instances.ts';
import { createKeyPairStore } from './key-pair-store.ts';
import { createKeyPairs } from './key-pairs.ts';
import { createPower } from './power.ts';

/**
 * Edge Node Service.
 * Source: Ens 2017-11-10.
 * Dialect: one central endpoint and no region; `InstanceIds` travels as a JSON string; rows sit directly under
 * `Results`, with integer codes. Key pairs are sent by id: the name "will be deprecated", and DetachKeyPair by name
 * refuses the whole call when one instance does not carry it. Nothing can be run inside an instance, and the public
 * half of a key pair is not shown.
 */
export const ens: Product = {
  name: 'ens',
  version: '2017-11-10',
  endpoint: () => 'ens.aliyuncs.com',
  regional: false,
  keyPairIds: true,
  keyPairNames: {
    pattern: /^(?!https?:\/\/)[A-Za-z][A-Za-z\d:_-]{1,127}$/,
    rule: '2 to 128 characters: a letter, then letters, digits, ":", "_" or "-"',
  },
  maxInstancesPerCall: 30,
  clientTokens: false,
  states: ['Stopped'],
  attachWhileRunning: false,
  remoteCommands: false,
  showsPublicKey: false,
  showsStartTime: false,
  scalingGroups: false,
  createDriver: (call) => ({
    ...createKeyPairs(call),
    ...createInstances(call),
    ...createTagging(call),
    keyPairs: createKeyPairStore(call),
    power: createPower(call),
    commands: null,
  }),
};
