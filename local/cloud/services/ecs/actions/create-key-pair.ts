import { defineAction } from '../../../action/action.ts';
import { generateRsaKey } from '../../../model/generate-key.ts';
import { addKeyPair, checkRoom, fingerprintOf, readNewTags } from '../new-key-pair.ts';
import { newKeyPairName, newTags, region } from '../parameters.ts';
import { keyPairs } from '../resources.ts';

/** Makes an RSA-2048 key pair; its private key is in this answer and nowhere else. Source: ECS 2014-05-26 CreateKeyPair. */
export const createKeyPair = defineAction({
  parameters: {
    RegionId: region,
    KeyPairName: newKeyPairName(/^(?!https?:\/\/)[A-Za-z][A-Za-z0-9:_-]{1,127}$/),
    ResourceGroupId: { type: 'string' },
    Tag: newTags,
  },
  resources: ({ RegionId }) => keyPairs(RegionId),
  run: async (cloud, { RegionId, KeyPairName, ResourceGroupId = '', Tag }) => {
    const tags = readNewTags(Tag);
    checkRoom(cloud, RegionId, KeyPairName);
    const { publicKey, privateKeyBody } = await generateRsaKey();
    const description = { keyPairName: KeyPairName, publicKey, resourceGroupId: ResourceGroupId, tags };
    const keyPair = addKeyPair(cloud, RegionId, description);
    return {
      KeyPairId: keyPair.keyPairId,
      KeyPairName,
      KeyPairFingerPrint: fingerprintOf(keyPair),
      PrivateKeyBody: privateKeyBody,
    };
  },
});
