import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { KeyPair } from '../../model/key-pairs.ts';
import type { AttachRules, InstanceOutcome } from '../change-key-pair.ts';
import { ecsRefusals } from './refusals.ts';

/** States: ECS 2014-05-26 AttachKeyPair speaks of Running (works after a reboot) and Stopped (after the start). */
export const ecsAttachRules: AttachRules = {
  product: 'ecs',
  states: ['Running', 'Stopped'],
  refusals: {
    unknownInstanceId: ecsRefusals.instanceNotFound,
    windows: ecsRefusals.windows,
    ioOptimize: ecsRefusals.ioOptimize,
    incorrectStatus: ecsRefusals.incorrectStatus,
    notAttached: ecsRefusals.notAttached,
  },
};

/** @throws CloudError InvalidKeyPairName.NotFound: 404 in the pages of 2017, 400 since 2020 */
export function findKeyPair(cloud: Cloud, regionId: string, keyPairName: string): KeyPair {
  const keyPair = cloud.keyPairs.find({ product: 'ecs', regionId }, keyPairName);
  if (keyPair) return keyPair;
  throw new CloudError({ ...ecsRefusals.keyPairNotFound, status: cloud.settings.keyPairNotFoundStatus });
}

/**
 * Rows of AttachKeyPair and DetachKeyPair. The tables type every field as String; the samples of 2019 show numbers,
 * a boolean and the text "200", and samples are what was once on the wire. TotalCount is the number of ids asked for.
 * Codes of refused rows are not documented: the error table's (choice).
 */
export function ecsResults(keyPairName: string, outcomes: readonly InstanceOutcome[]) {
  const rows = outcomes.map(({ instanceId, refusal }) => ({
    InstanceId: instanceId,
    Code: refusal?.code ?? '200',
    Message: refusal?.message ?? 'successful',
    Success: !refusal,
  }));
  return {
    TotalCount: rows.length,
    FailCount: rows.filter((row) => !row.Success).length,
    KeyPairName: keyPairName,
    Results: { Result: rows },
  };
}
