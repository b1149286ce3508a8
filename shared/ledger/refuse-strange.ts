import { CURRENT } from '../cloud/kms/index.ts';
import type { Rotation } from '../fleet/fleet.ts';
import { UnknownVersionError } from './errors.ts';
import type { Ledger } from './ledger.ts';

/** @throws UnknownVersionError with the command that mends it */
export function refuseStrange({ strange: [first] }: Ledger, { secret }: Pick<Rotation, 'secret'>): void {
  if (!first) return;
  const { versionId, stage, backTo } = first;
  const move =
    stage === CURRENT ? `--MoveToVersion ${backTo ?? '<the key in use>'}` : `--RemoveFromVersion ${versionId}`;
  throw new UnknownVersionError(
    `version ${versionId} of secret ${secret} bears the stage ${stage}, which no rotation put there: find out what did, then \`aliyun kms UpdateSecretVersionStage --SecretName ${secret} --VersionStage ${stage} ${move}\``,
  );
}
