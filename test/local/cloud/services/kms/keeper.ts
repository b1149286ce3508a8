import type { LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

interface Row {
  VersionId: string;
  VersionStages: { VersionStage: string[] };
}

/** What a new secret needs of its account. */
export const inInstance = { DKMSInstanceId: 'kst-1', EncryptionKeyId: 'key-1' };

/** A cloud with the secret `keyfleet/ops`, whose version `v1` holds `data of v1`, and calls about it. */
export async function openKeeper(options: LocalCloudOptions = {}) {
  const keeper = keeperOf(await openCloud(options), options.now);
  await keeper.ask('CreateSecret', { VersionId: 'v1', SecretData: 'data of v1' });
  return keeper;
}

/** The same, with time that passes only when it is told to. */
export async function openKeeperInTime(startMs: number) {
  let nowMs = startMs;
  const keeper = await openKeeper({ now: () => nowMs });
  return { ...keeper, pass: (ms: number) => void (nowMs += ms) };
}

/** Calls about the secret `keyfleet/ops`, whether it is there or not. */
export function keeperOf(cloud: LocalCloud, now: () => number = Date.now) {
  const ask = (action: string, parameters: Parameters = {}) => {
    const date = `${new Date(now()).toISOString().slice(0, 19)}Z`;
    const place = action === 'CreateSecret' ? inInstance : {};
    return call(cloud, 'kms', action, { SecretName: 'keyfleet/ops', ...place, ...parameters }, { date });
  };
  /** Adds a version that holds `data of <id>`; the code of a refusal, or undefined. */
  const put = async (versionId: string, stages?: readonly string[]) => {
    const labels = stages && { VersionStages: JSON.stringify(stages) };
    const value = { VersionId: versionId, SecretData: `data of ${versionId}` };
    return (await ask('PutSecretValue', { ...value, ...labels })).body.Code;
  };
  /** Moves or takes off a stage; the code of a refusal, or undefined. */
  const move = async (stage: string, to: string | undefined, from?: string) => {
    const versions = { ...(to && { MoveToVersion: to }), ...(from && { RemoveFromVersion: from }) };
    return (await ask('UpdateSecretVersionStage', { VersionStage: stage, ...versions })).body.Code;
  };
  /** All versions with their stages, oldest first. */
  const versions = async (): Promise<Record<string, string[]>> => {
    const { body } = await ask('ListSecretVersionIds', { IncludeDeprecated: 'true', PageSize: 100 });
    const rows = (body.VersionIds as { VersionId: Row[] }).VersionId;
    return Object.fromEntries(rows.map((row) => [row.VersionId, row.VersionStages.VersionStage]));
  };
  return { cloud, ask, put, move, versions };
}
