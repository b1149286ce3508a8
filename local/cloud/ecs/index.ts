import type { Product } from '../product.ts';
import { attachKeyPair } from './attach-key-pair.ts';
import { createKeyPair } from './create-key-pair.ts';
import { deleteKeyPairs } from './delete-key-pairs.ts';
import { describeInstances } from './describe-instances.ts';
import { describeKeyPairs } from './describe-key-pairs.ts';
import { detachKeyPair } from './detach-key-pair.ts';
import { ecsDialect } from './dialect.ts';
import { importKeyPair } from './import-key-pair.ts';

/** Elastic Compute Service, API version 2014-05-26. */
export const ecs: Product = {
  name: 'ecs',
  version: '2014-05-26',
  ramCode: 'ecs',
  dialect: ecsDialect,
  actions: {
    AttachKeyPair: attachKeyPair,
    CreateKeyPair: createKeyPair,
    DeleteKeyPairs: deleteKeyPairs,
    DescribeInstances: describeInstances,
    DescribeKeyPairs: describeKeyPairs,
    DetachKeyPair: detachKeyPair,
    ImportKeyPair: importKeyPair,
  },
};
