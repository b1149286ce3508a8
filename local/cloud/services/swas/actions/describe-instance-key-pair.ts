import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { scopeOf } from '../../../model/attachments.ts';
import { clientToken, region } from '../parameters.ts';
import { swasRefusals } from '../refusals.ts';
import { instances } from '../resources.ts';

/**
 * The key pair that one server carries. What is answered for none is not documented: fields left out, or empty, by
 * the setting `noKeyPair`. Source: SWAS-OPEN 2020-06-01 DescribeInstanceKeyPair.
 */
export const describeInstanceKeyPair = defineAction({
  parameters: { RegionId: region, InstanceId: { type: 'string', required: true }, ClientToken: clientToken },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, [InstanceId]),
  run: (cloud, { RegionId, InstanceId }) => {
    const instance = cloud.instances.find('swas', RegionId, InstanceId);
    if (!instance) throw new CloudError(swasRefusals.instanceNotFound);
    if (instance.keyPairName === null) {
      return cloud.settings.noKeyPair === 'absent' ? {} : { KeyPairName: '', Fingerprint: '' };
    }
    const keyPair = cloud.keyPairs.find(scopeOf(instance), instance.keyPairName);
    return { KeyPairName: instance.keyPairName, Fingerprint: keyPair?.publicKey.md5.match(/../g)?.join(':') ?? '' };
  },
});
