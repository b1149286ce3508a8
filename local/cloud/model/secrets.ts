import { CURRENT, type Secret, type SecretVersion } from './secret.ts';

/** What a new secret is made of. */
export type NewSecret = Pick<Secret, 'name' | 'description' | 'encryptionKeyId' | 'instanceId' | 'tags'>;

/** The secrets of the account: each region has a KMS of its own. */
export interface Secrets {
  in(regionId: string): RegionalSecrets;
}

/** The secrets of one region. Names are unique in it. Source: Kms 2016-01-20 CreateSecret, SecretName. */
export interface RegionalSecrets {
  /** Also one that waits for its deletion; undefined once its time is over. */
  find(name: string): Secret | undefined;
  /** In order of creation. */
  list(): Secret[];
  /** The first version becomes ACSCurrent. */
  create(secret: NewSecret, first: SecretVersion): Secret;
  remove(secret: Secret): void;
}

/** @param now epoch milliseconds */
export function createSecrets(now: () => number): Secrets {
  const regions = new Map<string, RegionalSecrets>();
  return {
    in: (regionId) => {
      const there = regions.get(regionId) ?? createRegion(regionId, now);
      regions.set(regionId, there);
      return there;
    },
  };
}

function createRegion(regionId: string, now: () => number): RegionalSecrets {
  const byName = new Map<string, Secret>();
  const dropExpired = () => {
    for (const { name, plannedDeleteMs } of byName.values()) {
      if (plannedDeleteMs !== null && plannedDeleteMs <= now()) byName.delete(name);
    }
  };
  return {
    find: (name) => {
      dropExpired();
      return byName.get(name);
    },
    list: () => {
      dropExpired();
      return [...byName.values()];
    },
    create: (secret, first) => {
      const stages = new Map([[CURRENT, first.versionId]]);
      const times = { createdMs: now(), updatedMs: now(), plannedDeleteMs: null };
      const made: Secret = { ...secret, regionId, ...times, versions: [first], stages };
      byName.set(secret.name, made);
      return made;
    },
    remove: ({ name }) => {
      byName.delete(name);
    },
  };
}
