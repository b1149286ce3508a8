import type { Product } from '../../action/product.ts';
import { attachKeyPair } from './actions/attach-key-pair.ts';
import { createKeyPair } from './actions/create-key-pair.ts';
import { deleteKeyPairs } from './actions/delete-key-pairs.ts';
import { describeCloudAssistantStatus } from './actions/describe-cloud-assistant-status.ts';
import { describeInstanceKeyPair } from './actions/describe-instance-key-pair.ts';
import { describeInvocationResult } from './actions/describe-invocation-result.ts';
import { describeInvocations } from './actions/describe-invocations.ts';
import { detachKeyPair } from './actions/detach-key-pair.ts';
import { importKeyPair } from './actions/import-key-pair.ts';
import { listInstanceStatus } from './actions/list-instance-status.ts';
import { listInstances } from './actions/list-instances.ts';
import { listKeyPairs } from './actions/list-key-pairs.ts';
import { listRegions } from './actions/list-regions.ts';
import { listTagResources } from './actions/list-tag-resources.ts';
import { rebootInstance } from './actions/reboot-instance.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { runCommand } from './actions/run-command.ts';
import { startInstance } from './actions/start-instance.ts';
import { startInstances } from './actions/start-instances.ts';
import { stopInstance } from './actions/stop-instance.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { tagResources } from './actions/tag-resources.ts';
import { untagResources } from './actions/untag-resources.ts';
import { swasDialect } from './dialect.ts';
import { swasLeftOut } from './left-out.ts';

/** Simple Application Server, API SWAS-OPEN version 2020-06-01. */
export const swas: Product = {
  name: 'swas',
  version: '2020-06-01',
  ramCode: 'swas-open',
  dialect: swasDialect,
  leftOut: swasLeftOut,
  actions: {
    AttachKeyPair: attachKeyPair,
    CreateKeyPair: createKeyPair,
    DeleteKeyPairs: deleteKeyPairs,
    DescribeCloudAssistantStatus: describeCloudAssistantStatus,
    DescribeInstanceKeyPair: describeInstanceKeyPair,
    DescribeInvocationResult: describeInvocationResult,
    DescribeInvocations: describeInvocations,
    DetachKeyPair: detachKeyPair,
    ImportKeyPair: importKeyPair,
    ListInstanceStatus: listInstanceStatus,
    ListInstances: listInstances,
    ListKeyPairs: listKeyPairs,
    ListRegions: listRegions,
    ListTagResources: listTagResources,
    RebootInstance: rebootInstance,
    RebootInstances: rebootInstances,
    RunCommand: runCommand,
    StartInstance: startInstance,
    StartInstances: startInstances,
    StopInstance: stopInstance,
    StopInstances: stopInstances,
    TagResources: tagResources,
    UntagResources: untagResources,
  },
};
