import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { KeyPair } from '../../model/key-pairs.ts';
import type { AttachRules, InstanceOutcome } from '../change-key-pair.ts';
import { swasRefusals } from './refusals.ts';

/** States: not documented; choice: as ECS. */
export const swasAttachRules: AttachRules = {
  product: 'swas',
  states: ['Running', 'Stopped'],
  refusals: {
    unknownInstanceId: swasRefusals.instanceNotFound,
    windows: swasRefusals.windows,
    ioOptimize: swasRefusals.incorrectStatus,
    incorrectStatus: swasRefusals.incorrectStatus,
    notAttached: swasRefusals.notAttached,
  },
};

/** @throws CloudError InvalidKeyPairName.NotFound, with the same status as on ECS */
export function findKeyPair(cloud: Cloud, regionId: string, keyPairName: string): KeyPair {
  const keyPair = cloud.keyPairs.find({ product: 'swas', regionId }, keyPairName);
  if (keyPair) return keyPair;
  throw new CloudError({ ...swasRefusals.keyPairNotFound, status: cloud.settings.keyPairNotFoundStatus });
}

/**
 * Rows of AttachKeyPair and DetachKeyPair: counts are integers, Code and Success are strings. DetachKeyPair's sample
 * writes Success with a capital: pass `'True'` for that.
 */
export function swasResults(outcomes: readonly InstanceOutcome[], success: 'true' | 'True') {
  const failure = success === 'true' ? 'false' : 'False';
  const rows = outcomes.map(({ instanceId, refusal }) => ({
    InstanceId: instanceId,
    Code: refusal?.code ?? '200',
    Message: refusal?.message ?? 'success',
    Success: refusal ? failure : success,
  }));
  return {
    TotalCount: rows.length,
    FailCount: outcomes.filter(({ refusal }) => refusal).length,
    Results: rows,
  };
}
