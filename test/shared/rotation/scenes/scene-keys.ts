import type { LocalCloud } from '@keyfleet/local-cloud';
import { systemClock } from '../../../../shared/cloud/clock.ts';
import { createSecrets, kmsApi, type Secrets } from '../../../../shared/cloud/kms/index.ts';
import { openCloud } from '../../../../shared/cloud/rpc.ts';
import { type ClientKey, canLogIn, connect } from '../../../local/guest/ssh-client.ts';
import { firstKey, pool } from './key-pool.ts';

/** Who has which key. Keys are called `first`, that of generation 0, and by number from 1 in the order they were made. */
export interface SceneKeys {
  /** The key that the secret's current version holds. */
  currentKey(): Promise<string>;
  /** The keys that KMS still has, and that of generation 0. */
  keptKeys(): Promise<string[]>;
  /** Which keys an instance lets in, by a real login with each. */
  letsIn(instanceId: string): Promise<string[]>;
  /** The same by the guest's files, without a login; none while it does not run. */
  takes(instanceId: string): Promise<string[]>;
  /** Whether a real login gets in with a key; nothing is run there. */
  logsIn(instanceId: string, name: string): Promise<boolean>;
}

/** @param made the keys that rotations made so far */
export function openKeys(cloud: LocalCloud, made: readonly ClientKey[], secrets: Secrets): SceneKeys {
  const numberOf = async (versionId: string) => {
    const value = await secrets.get('keyfleet/ops', { versionId });
    const at = made.findIndex(({ privateKey }) => value && JSON.parse(value.data).privateKey === privateKey);
    return at < 0 ? 'first' : String(at + 1);
  };
  const known = () => [firstKey, ...pool.slice(0, Math.max(made.length, 1))];
  const nameOf = (at: number) => (at === 0 ? 'first' : String(at));
  const namesWhere = async (isSo: (key: ClientKey) => Promise<boolean>) => {
    const those = await Promise.all(known().map(isSo));
    return those.flatMap((is, at) => (is ? [nameOf(at)] : []));
  };
  const portOf = async (instanceId: string) => (await cloud.instances.inspect(instanceId))?.sshPort ?? 0;
  return {
    currentKey: async () => numberOf((await secrets.get('keyfleet/ops'))?.versionId ?? ''),
    keptKeys: async () => {
      const versions = await secrets.listVersions('keyfleet/ops');
      return ['first', ...(await Promise.all(versions.map(({ versionId }) => numberOf(versionId))))];
    },
    letsIn: async (instanceId) => {
      const port = await portOf(instanceId);
      return port ? namesWhere(({ privateKey }) => canLogIn(port, { privateKey })) : [];
    },
    takes: (instanceId) => namesWhere(({ publicKey }) => cloud.instances.accepts(instanceId, publicKey)),
    logsIn: async (instanceId, name) => {
      const key = known().find((_, at) => nameOf(at) === name);
      if (!key) return false;
      const client = await connect(await portOf(instanceId), { privateKey: key.privateKey }).catch(() => null);
      client?.end();
      return client !== null;
    },
  };
}

/** The secrets as a bystander reads them, whom no fault is meant for. */
export function secretsOf(cloud: LocalCloud): Secrets {
  const name = 'bystander';
  const { accessKeyId, accessKeySecret } =
    cloud.principals.list().find((one) => one.name === name) ?? cloud.principals.create({ name });
  const never = Number.POSITIVE_INFINITY;
  const call = openCloud({
    credentials: { accessKeyId, accessKeySecret },
    endpoint: cloud.url,
    clock: systemClock,
    deadlines: { writesMs: never, readsMs: never, answersMs: never },
  });
  return createSecrets(call(kmsApi('cn-hangzhou')));
}
