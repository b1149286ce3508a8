import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { parsePublicKey } from '../../../model/public-key.ts';
import { addKeyPair } from '../new-key-pair.ts';
import { newName } from '../parameters.ts';
import { invalidField } from '../refusals.ts';

/** Takes in an ssh-rsa public key, no other type; the answer has no KeyPairId. Source: ENS 2017-11-10 ImportKeyPair. */
export const importKeyPair = defineAction({
  parameters: { KeyPairName: newName, PublicKeyBody: { type: 'string', required: true } },
  run: (cloud, { KeyPairName, PublicKeyBody }) => {
    const publicKey = parsePublicKey(PublicKeyBody);
    if (publicKey?.type !== 'ssh-rsa') throw new CloudError(invalidField('PublicKeyBody'));
    addKeyPair(cloud, KeyPairName, publicKey);
    return { KeyPairName, KeyPairFingerPrint: publicKey.md5 };
  },
});
