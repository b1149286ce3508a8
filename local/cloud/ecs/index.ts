import type { Product } from '../product.ts';
import { attachKeyPair } from './attach-key-pair.ts';
import { createKeyPair } from './create-key-pair.ts';
import { createLaunchTemplate } from './create-launch-template.ts';
import { createLaunchTemplateVersion } from './create-launch-template-version.ts';
import { deleteKeyPairs } from './delete-key-pairs.ts';
import { deleteLaunchTemplate } from './delete-launch-template.ts';
import { describeCloudAssistantStatus } from './describe-cloud-assistant-status.ts';
import { describeInstanceAttribute } from './describe-instance-attribute.ts';
import { describeInstanceStatus } from './describe-instance-status.ts';
import { describeInstances } from './describe-instances.ts';
import { describeInvocationResults } from './describe-invocation-results.ts';
import { describeKeyPairs } from './describe-key-pairs.ts';
import { describeLaunchTemplateVersions } from './describe-launch-template-versions.ts';
import { describeLaunchTemplates } from './describe-launch-templates.ts';
import { detachKeyPair } from './detach-key-pair.ts';
import { ecsDialect } from './dialect.ts';
import { importKeyPair } from './import-key-pair.ts';
import { invokeCommand } from './invoke-command.ts';
import { listTagResources } from './list-tag-resources.ts';
import { rebootInstance } from './reboot-instance.ts';
import { rebootInstances } from './reboot-instances.ts';
import { runCommand } from './run-command.ts';
import { runInstances } from './run-instances.ts';
import { startInstance } from './start-instance.ts';
import { startInstances } from './start-instances.ts';
import { stopInstance } from './stop-instance.ts';
import { stopInstances } from './stop-instances.ts';
import { tagResources } from './tag-resources.ts';
import { untagResources } from './untag-resources.ts';

/** Elastic Compute Service, API version 2014-05-26. */
export const ecs: Product = {
  name: 'ecs',
  version: '2014-05-26',
  ramCode: 'ecs',
  dialect: ecsDialect,
  actions: {
    AttachKeyPair: attachKeyPair,
    CreateKeyPair: createKeyPair,
    CreateLaunchTemplate: createLaunchTemplate,
    CreateLaunchTemplateVersion: createLaunchTemplateVersion,
    DeleteKeyPairs: deleteKeyPairs,
    DeleteLaunchTemplate: deleteLaunchTemplate,
    DescribeCloudAssistantStatus: describeCloudAssistantStatus,
    DescribeInstanceAttribute: describeInstanceAttribute,
    DescribeInstanceStatus: describeInstanceStatus,
    DescribeInstances: describeInstances,
    DescribeInvocationResults: describeInvocationResults,
    DescribeKeyPairs: describeKeyPairs,
    DescribeLaunchTemplateVersions: describeLaunchTemplateVersions,
    DescribeLaunchTemplates: describeLaunchTemplates,
    DetachKeyPair: detachKeyPair,
    ImportKeyPair: importKeyPair,
    InvokeCommand: invokeCommand,
    ListTagResources: listTagResources,
    RebootInstance: rebootInstance,
    RebootInstances: rebootInstances,
    RunCommand: runCommand,
    RunInstances: runInstances,
    StartInstance: startInstance,
    StartInstances: startInstances,
    StopInstance: stopInstance,
    StopInstances: stopInstances,
    TagResources: tagResources,
    UntagResources: untagResources,
  },
};
