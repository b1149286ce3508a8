import type { Product } from '../../action/product.ts';
import { attachKeyPair } from './actions/attach-key-pair.ts';
import { createKeyPair } from './actions/create-key-pair.ts';
import { deleteKeyPairs } from './actions/delete-key-pairs.ts';
import { describeInstances } from './actions/describe-instances.ts';
import { describeKeyPairs } from './actions/describe-key-pairs.ts';
import { detachKeyPair } from './actions/detach-key-pair.ts';
import { importKeyPair } from './actions/import-key-pair.ts';
import { listTagResources } from './actions/list-tag-resources.ts';
import { rebootInstance } from './actions/reboot-instance.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { runInstances } from './actions/run-instances.ts';
import { startInstance } from './actions/start-instance.ts';
import { startInstances } from './actions/start-instances.ts';
import { stopInstance } from './actions/stop-instance.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { tagResources } from './actions/tag-resources.ts';
import { untagResources } from './actions/untag-resources.ts';
import { ensDialect } from './dialect.ts';
import { ensLeftOut } from './left-out.ts';

/** Edge Node Service, API version 2017-11-10. */
export const ens: Product = {
  name: 'ens',
  version: '2017-11-10',
  ramCode: 'ens',
  dialect: ensDialect,
  leftOut: ensLeftOut,
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
