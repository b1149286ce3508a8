import { defineAction } from '../../../action/action.ts';
import { generateRsaKey } from '../../../model/generate-key.ts';
import { addKeyPair, checkRoom } from '../new-key-pair.ts';
import { newName } from '../parameters.ts';

/** Makes an RSA-2048 key pair. The fingerprint has no colons, as in the sample. Source: ENS 2017-11-10 CreateKeyPair. */
export const createKeyPair = defineAction({
  parameters: { KeyPairName: newName },
  run: async (cloud, { KeyPairName }) => {
    checkRoom(cloud, KeyPairName);
    const { publicKey, privateKeyBody } = await generateRsaKey();
    const { keyPairId } = addKeyPair(cloud, KeyPairName, publicKey);
    return { KeyPairId: keyPairId, KeyPairName, KeyPairFingerPrint: publicKey.md5, PrivateKeyBody: privateKeyBody };
  },
});
