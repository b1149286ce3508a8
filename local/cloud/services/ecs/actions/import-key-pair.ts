import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { parsePublicKey } from '../../../model/public-key.ts';
import { addKeyPair, fingerprintOf, readNewTags } from '../new-key-pair.ts';
import { newKeyPairName, newTags, region } from '../parameters.ts';
import { ecsRefusals } from '../refusals.ts';
import { keyPairs } from '../resources.ts';

/** Types that the page lists; ed25519 is not among them. */
const accepted = ['ssh-rsa', 'ssh-dss', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'];

/** Takes in the public half of a key pair; the answer has no KeyPairId. Source: ECS 2014-05-26 ImportKeyPair. */
export const importKeyPair = defineAction({
  parameters: {
    RegionId: region,
    KeyPairName: newKeyPairName(/^(?!https?:\/\/)\p{L}[\p{L}0-9.:_-]{1,127}$/u),
    PublicKeyBody: { type: 'string', required: true },
    ResourceGroupId: { type: 'string' },
    Tag: newTags,
  },
  resources: ({ RegionId }) => keyPairs(RegionId),
  run: (cloud, { RegionId, KeyPairName, PublicKeyBody, ResourceGroupId = '', Tag }) => {
    const publicKey = parsePublicKey(PublicKeyBody);
    if (!publicKey || !accepted.includes(publicKey.type)) throw new CloudError(ecsRefusals.publicKeyMalformed);
    const description = {
      keyPairName: KeyPairName,
      publicKey,
      resourceGroupId: ResourceGroupId,
      tags: readNewTags(Tag),
    };
    const keyPair = addKeyPair(cloud, RegionId, description);
    return { KeyPairName, KeyPairFingerPrint: fingerprintOf(keyPair) };
  },
});
