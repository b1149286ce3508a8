import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { KeyPair } from '../../model/key-pairs.ts';
import type { AttachRules, InstanceOutcome } from '../change-key-pair.ts';
import { ensDialect } from './dialect.ts';
import { ensRefusals, invalidField } from './refusals.ts';

/** All of ENS is one place for key pairs. */
export const ensScope = { product: 'ens', regionId: undefined } as const;

/** States: "You can only attach a key pair to stopped instances"; detaching likewise (ENS 2017-11-10, March 2026). */
export const ensAttachRules: AttachRules = {
  product: 'ens',
  states: ['Stopped'],
  refusals: {
    unknownInstanceId: ensRefusals.instanceNotFound,
    windows: ensRefusals.windows,
    ioOptimize: ensRefusals.incorrectStatus,
    incorrectStatus: ensRefusals.incorrectStatus,
    notAttached: ensRefusals.notAttached,
  },
};

interface Selector {
  KeyPairId: string | undefined;
  KeyPairName: string | undefined;
}

/**
 * The key pair that a request means. Choices, not documented: with both given the id counts, being the recommended
 * one; a key pair that does not exist is an invalid field.
 * @throws CloudError MissingParameter when neither is given, InvalidParameter.KeyPairId or .KeyPairName
 */
export function findKeyPair(cloud: Cloud, { KeyPairId, KeyPairName }: Selector): KeyPair {
  if (KeyPairId === undefined && KeyPairName === undefined) throw new CloudError(ensDialect.missing('KeyPairName'));
  const found =
    KeyPairId === undefined
      ? cloud.keyPairs.find(ensScope, KeyPairName ?? '')
      : cloud.keyPairs.list(ensScope).find(({ keyPairId }) => keyPairId === KeyPairId);
  if (!found) throw new CloudError(invalidField(KeyPairId === undefined ? 'KeyPairName' : 'KeyPairId'));
  return found;
}

/**
 * Rows of AttachKeyPair and DetachKeyPair: Code is an integer and Success a boolean, as typed and as in the samples.
 * What a refused row says is not documented: the HTTP status as Code, the error code before the message (choice).
 */
export function ensResults({ keyPairId, keyPairName }: KeyPair, outcomes: readonly InstanceOutcome[]) {
  const rows = outcomes.map(({ instanceId, refusal }) => ({
    InstanceId: instanceId,
    Code: refusal?.status ?? 200,
    Message: refusal ? `${refusal.code}: ${refusal.message}` : 'successful',
    Success: !refusal,
  }));
  return {
    KeyPairId: keyPairId,
    KeyPairName: keyPairName,
    TotalCount: rows.length,
    FailCount: rows.filter((row) => !row.Success).length,
    Results: rows,
  };
}
