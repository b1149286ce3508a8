import { defineAction } from '../../../action/action.ts';
import { generateRsaKey } from '../../../model/generate-key.ts';
import { addKeyPair, checkRoom } from '../new-key-pair.ts';
import { clientToken, newName, region } from '../parameters.ts';

/** Makes an RSA-2048 key pair; answers neither id nor fingerprint. Source: SWAS-OPEN 2020-06-01 CreateKeyPair. */
export const createKeyPair = defineAction({
  idempotent: true,
  parameters: { RegionId: region, KeyPairName: newName, ClientToken: clientToken },
  run: async (cloud, { RegionId, KeyPairName }) => {
    checkRoom(cloud, RegionId, KeyPairName);
    const { publicKey, privateKeyBody } = await generateRsaKey();
    addKeyPair(cloud, RegionId, KeyPairName, publicKey);
    return { KeyPairName, PrivateKeyBody: privateKeyBody };
  },
});
