import type { Product } from '../../action/product.ts';
import { attachKeyPair } from './actions/attach-key-pair.ts';
import { createKeyPair } from './actions/create-key-pair.ts';
import { createLaunchTemplate } from './actions/create-launch-template.ts';
import { createLaunchTemplateVersion } from './actions/create-launch-template-version.ts';
import { deleteInstance } from './actions/delete-instance.ts';
import { deleteKeyPairs } from './actions/delete-key-pairs.ts';
import { deleteLaunchTemplate } from './actions/delete-launch-template.ts';
import { describeCloudAssistantStatus } from './actions/describe-cloud-assistant-status.ts';
import { describeInstanceAttribute } from './actions/describe-instance-attribute.ts';
import { describeInstanceStatus } from './actions/describe-instance-status.ts';
import { describeInstances } from './actions/describe-instances.ts';
import { describeInvocationResults } from './actions/describe-invocation-results.ts';
import { describeKeyPairs } from './actions/describe-key-pairs.ts';
import { describeLaunchTemplateVersions } from './actions/describe-launch-template-versions.ts';
import { describeLaunchTemplates } from './actions/describe-launch-templates.ts';
import { describeRegions } from './actions/describe-regions.ts';
import { describeZones } from './actions/describe-zones.ts';
import { detachKeyPair } from './actions/detach-key-pair.ts';
import { importKeyPair } from './actions/import-key-pair.ts';
import { invokeCommand } from './actions/invoke-command.ts';
import { joinResourceGroup } from './actions/join-resource-group.ts';
import { listTagResources } from './actions/list-tag-resources.ts';
import { rebootInstance } from './actions/reboot-instance.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { runCommand } from './actions/run-command.ts';
import { runInstances } from './actions/run-instances.ts';
import { startInstance } from './actions/start-instance.ts';
import { startInstances } from './actions/start-instances.ts';
import { stopInstance } from './actions/stop-instance.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { tagResources } from './actions/tag-resources.ts';
import { untagResources } from './actions/untag-resources.ts';
import { ecsDialect } from './dialect.ts';
import { ecsLeftOut } from './left-out.ts';

/** Elastic Compute Service, API version 2014-05-26. */
export const ecs: Product = {
  name: 'ecs',
  version: '2014-05-26',
  ramCode: 'ecs',
  dialect: ecsDialect,
  leftOut: ecsLeftOut,
  actions: {
    AttachKeyPair: attachKeyPair,
    CreateKeyPair: createKeyPair,
    CreateLaunchTemplate: createLaunchTemplate,
    CreateLaunchTemplateVersion: createLaunchTemplateVersion,
    DeleteInstance: deleteInstance,
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
    DescribeRegions: describeRegions,
    DescribeZones: describeZones,
    DetachKeyPair: detachKeyPair,
    ImportKeyPair: importKeyPair,
    InvokeCommand: invokeCommand,
    JoinResourceGroup: joinResourceGroup,
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
