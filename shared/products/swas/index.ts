import { randomUUID } from 'node:crypto';
import type { Product } from '../product.ts';
import { createTagging } from '../tags.ts';
import { createCommands } from './commands.ts';
import { createInstances } from './instances.ts';
import { createKeyPairStore } from './key-pair-store.ts';
import { createKeyPairs } from './key-pairs.ts';
import { createPower } from './power.ts';

/**
 * Simple Application Server.
 * Source: SWAS-OPEN 2020-06-01; the SDK's default host is wrong, the regional one is documented.
 * Dialect: attach and detach take `InstanceIds.1`, `InstanceIds.2`, all else a JSON string; ListKeyPairs is a GET;
 * `Success` is text. An instance does not show its key pair, but a key pair shows its instances.
 */
export const swas: Product = {
  name: 'swas',
  version: '2020-06-01',
  endpoint: (regionId) => `swas.${regionId}.aliyuncs.com`,
  regional: true,
  keyPairIds: false,
  keyPairNames: {
    pattern: /^(?!https?:\/\/)[A-Za-z][A-Za-z\d:_-]{1,63}$/,
    rule: '2 to 64 characters: a letter, then letters, digits, ":", "_" or "-"',
  },
  maxInstancesPerCall: 50,
  clientTokens: true,
  states: ['Running', 'Stopped'],
  attachWhileRunning: true,
  remoteCommands: true,
  showsPublicKey: true,
  showsStartTime: false,
  scalingGroups: false,
  createDriver: (call) => ({
    ...createKeyPairs(call),
    ...createInstances(call),
    ...createTagging(call, () => ({ ClientToken: randomUUID() })),
    keyPairs: createKeyPairStore(call),
    power: createPower(call),
    commands: createCommands(call),
  }),
};
