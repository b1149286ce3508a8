import type { Product } from '../product.ts';
import { attachKeyPair } from './attach-key-pair.ts';
import { createKeyPair } from './create-key-pair.ts';
import { deleteKeyPairs } from './delete-key-pairs.ts';
import { describeCloudAssistantStatus } from './describe-cloud-assistant-status.ts';
import { describeInstanceKeyPair } from './describe-instance-key-pair.ts';
import { describeInvocationResult } from './describe-invocation-result.ts';
import { describeInvocations } from './describe-invocations.ts';
import { detachKeyPair } from './detach-key-pair.ts';
import { swasDialect } from './dialect.ts';
import { importKeyPair } from './import-key-pair.ts';
import { listInstanceStatus } from './list-instance-status.ts';
import { listInstances } from './list-instances.ts';
import { listKeyPairs } from './list-key-pairs.ts';
import { listTagResources } from './list-tag-resources.ts';
import { rebootInstance } from './reboot-instance.ts';
import { rebootInstances } from './reboot-instances.ts';
import { runCommand } from './run-command.ts';
import { startInstance } from './start-instance.ts';
import { startInstances } from './start-instances.ts';
import { stopInstance } from './stop-instance.ts';
import { stopInstances } from './stop-instances.ts';
import { tagResources } from './tag-resources.ts';
import { untagResources } from './untag-resources.ts';

/** Simple Application Server, API SWAS-OPEN version 2020-06-01. */
export const swas: Product = {
  name: 'swas',
  version: '2020-06-01',
  ramCode: 'swas-open',
  dialect: swasDialect,
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
