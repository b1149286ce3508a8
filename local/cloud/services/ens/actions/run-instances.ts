import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { imageIds, osOf, type Placement } from '../../../model/instance.ts';
import { defaultEdgeRegion, edgeRegionPattern } from '../../../model/regions.ts';
import { ensDialect } from '../dialect.ts';
import { findKeyPair } from '../key-pair-rules.ts';
import { ensRefusals, invalidField } from '../refusals.ts';

/**
 * Makes up to 100 instances and starts them. How to log in must be said in one of three ways: KeyPairName (not its id),
 * Password or PasswordInherit. Source: ENS 2017-11-10 RunInstances. Choices: all go to EnsRegionId, or to one edge
 * region where it is not given; type, area, disks and charges are taken as they come, user data is not run; a tag's
 * limits are those of the ENS tag actions.
 */
export const runInstances = defineAction({
  parameters: {
    EnsRegionId: { type: 'string', pattern: edgeRegionPattern },
    ImageId: { type: 'string' },
    Amount: { type: 'integer', min: 1, max: 100, default: 1 },
    InstanceName: { type: 'string', maxLength: 128 },
    KeyPairName: { type: 'string' },
    Password: { type: 'string', maxLength: 30 },
    PasswordInherit: { type: 'boolean', default: false },
    Tag: { type: 'tags', maxItems: 20 },
    InstanceType: { type: 'string' },
    VSwitchId: { type: 'string' },
    SecurityId: { type: 'string' },
    InstanceChargeType: { type: 'string' },
  },
  run: (cloud, { EnsRegionId: regionId = defaultEdgeRegion, Amount, KeyPairName, Password, ...request }) => {
    if (KeyPairName === undefined && Password === undefined && !request.PasswordInherit) {
      throw new CloudError(ensDialect.missing('KeyPairName'));
    }
    const { ImageId: imageId = imageIds.linux, Tag = [], InstanceName: instanceName } = request;
    if (KeyPairName !== undefined) findKeyPair(cloud, { KeyPairName, KeyPairId: undefined });
    if (KeyPairName !== undefined && osOf(imageId) === 'windows') throw new CloudError(ensRefusals.windows);
    if (new Set(Tag.map(({ key }) => key)).size < Tag.length) throw new CloudError(invalidField('Tag'));
    const made = cloud.launch({
      product: 'ens',
      regionId,
      imageId,
      tags: Object.fromEntries(Tag.map(({ key, value = '' }) => [key, value])),
      status: 'Pending',
      count: Amount,
      placement: placementOf(request),
      ...(KeyPairName !== undefined && { keyPairName: KeyPairName }),
      ...(instanceName !== undefined && { instanceName }),
      ...(!request.PasswordInherit && { password: Password ?? (false as const) }),
    });
    return { InstanceIds: made.map(({ instanceId }) => instanceId) };
  },
});

interface Placed {
  readonly InstanceType: string | undefined;
  readonly VSwitchId: string | undefined;
  readonly SecurityId: string | undefined;
  readonly InstanceChargeType: string | undefined;
}

function placementOf({ InstanceType, VSwitchId, SecurityId, InstanceChargeType }: Placed): Placement {
  return {
    ...(InstanceType !== undefined && { instanceType: InstanceType }),
    ...(VSwitchId !== undefined && { vSwitchId: VSwitchId }),
    ...(SecurityId !== undefined && { securityGroupIds: [SecurityId] }),
    ...(InstanceChargeType !== undefined && { chargeType: InstanceChargeType }),
  };
}
