import type { LocalCloud, LocalCloudOptions } from '../../../../local/cloud/index.ts';
import { openCloud } from '../open-cloud.ts';
import { call, type Parameters } from '../signed-call.ts';

/** A cloud with the secret `keyfleet/ops`, whose version `v1` holds `data of v1`, and calls about it. */
export async function openKeeper(options?: LocalCloudOptions) {
  const keeper = keeperOf(await openCloud(options));
  await keeper.ask('CreateSecret', { VersionId: 'v1', SecretData: 'data of v1' });
  return keeper;
}

export function keeperOf(cloud: LocalCloud) {
  const date = () => `${new Date(cloudTime(cloud)).toISOString().slice(0, 19)}Z`;
  /** The answer of an action on the secret. */
  const ask = async (action: string, parameters: Parameters = {}) =>
    call(cloud, 'kms', action, { SecretName: 'keyfleet/ops', ...parameters }, { date: date() });
  /** Adds a version that holds `data of <id>`; the code of a refusal, or undefined. */
  const put = async (versionId: string, stages?: readonly string[]) => {
    const labels = stages && { VersionStages: JSON.stringify(stages) };
    return (await ask('PutSecretValue', { VersionId: versionId, SecretData: `data of ${versionId}`, ...labels })).body
      .Code;
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

interface Row {
  VersionId: string;
  VersionStages: { VersionStage: string[] };
}

const clocks = new WeakMap<LocalCloud, () => number>();

/** A cloud whose time is ours to set, and the calls about it. */
export async function openKeeperInTime(startMs: number) {
  let nowMs = startMs;
  const cloud = await openCloud({ now: () => nowMs });
  clocks.set(cloud, () => nowMs);
  const keeper = keeperOf(cloud);
  await keeper.ask('CreateSecret', { VersionId: 'v1', SecretData: 'data of v1' });
  return { ...keeper, pass: (ms: number) => void (nowMs += ms) };
}

function cloudTime(cloud: LocalCloud): number {
  return clocks.get(cloud)?.() ?? Date.now();
}
