import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { parsePublicKey } from '../../../model/public-key.ts';
import { addKeyPair } from '../new-key-pair.ts';
import { clientToken, newName, region } from '../parameters.ts';
import { swasRefusals } from '../refusals.ts';

/**
 * Takes in the public half of a key pair. Source: SWAS-OPEN 2020-06-01 ImportKeyPair.
 * Choice: every OpenSSH type is taken; the list is not documented, and the sample of UploadInstanceKeyPair is ed25519.
 */
export const importKeyPair = defineAction({
  idempotent: true,
  parameters: {
    RegionId: region,
    KeyPairName: newName,
    PublicKeyBody: { type: 'string', required: true },
    ClientToken: clientToken,
  },
  run: (cloud, { RegionId, KeyPairName, PublicKeyBody }) => {
    const publicKey = parsePublicKey(PublicKeyBody);
    if (!publicKey) throw new CloudError(swasRefusals.publicKeyMalformed);
    addKeyPair(cloud, RegionId, KeyPairName, publicKey);
    return { KeyPairName };
  },
});
