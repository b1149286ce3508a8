import type { Product } from '../product.ts';
import { attachKeyPair } from './attach-key-pair.ts';
import { createKeyPair } from './create-key-pair.ts';
import { deleteKeyPairs } from './delete-key-pairs.ts';
import { describeInstances } from './describe-instances.ts';
import { describeKeyPairs } from './describe-key-pairs.ts';
import { detachKeyPair } from './detach-key-pair.ts';
import { ensDialect } from './dialect.ts';
import { importKeyPair } from './import-key-pair.ts';
import { listTagResources } from './list-tag-resources.ts';
import { rebootInstance } from './reboot-instance.ts';
import { rebootInstances } from './reboot-instances.ts';
import { runInstances } from './run-instances.ts';
import { startInstance } from './start-instance.ts';
import { startInstances } from './start-instances.ts';
import { stopInstance } from './stop-instance.ts';
import { stopInstances } from './stop-instances.ts';
import { tagResources } from './tag-resources.ts';
import { untagResources } from './untag-resources.ts';

/** Edge Node Service, API version 2017-11-10. */
export const ens: Product = {
  name: 'ens',
  version: '2017-11-10',
  ramCode: 'ens',
  dialect: ensDialect,
  actions: {
    AttachKeyPair: attachKeyPair,
    CreateKeyPair: createKeyPair,
    DeleteKeyPairs: deleteKeyPairs,
    DescribeInstances: describeInstances,
    DescribeKeyPairs: describeKeyPairs,
    DetachKeyPair: detachKeyPair,
    ImportKeyPair: importKeyPair,
    ListTagResources: listTagResources,
    RebootInstance: rebootInstance,
    RebootInstances: rebootInstances,
    RunInstances: runInstances,
    StartInstance: startInstance,
    StartInstances: startInstances,
    StopInstance: stopInstance,
    StopInstances: stopInstances,
    TagResources: tagResources,
    UntagResources: untagResources,
  },
};
