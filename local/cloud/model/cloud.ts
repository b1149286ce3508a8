import type { Settings } from '../settings.ts';
import type { Fact } from './fact.ts';
import { createIds, type Ids } from './ids.ts';
import type { Instance, InstanceSpec, InstanceStatus } from './instance.ts';
import { createInstances, type Instances } from './instances.ts';
import { createKeyPairs, type KeyPair, type KeyPairs, type Scope } from './key-pairs.ts';
import { unheldPublicKey } from './public-key.ts';

/** One model of the cloud; the products are dialects on top of it. */
export interface Cloud {
  readonly accountId: string;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  now(): number;
  readonly ids: Ids;
  readonly instances: Instances;
  readonly keyPairs: KeyPairs;
  /** Binds a key pair to an instance, in place of the one it carries; null takes that one away. */
  bind(instance: Instance, keyPair: KeyPair | null): void;
  /** Makes instances, and the key pairs they name where there are none. */
  launch(spec: InstanceSpec): Instance[];
  /** Says what happened to an instance; see {@link Fact} for who tells what. */
  tell(fact: Fact): void;
}

export interface CloudOptions {
  accountId: string;
  settings: Settings;
  now: () => number;
  random: () => number;
  tell: (fact: Fact) => void;
  /** Calls back after `ms` milliseconds. */
  after: (ms: number, task: () => void) => void;
}

export function createCloud({ accountId, settings, now, random, tell, after }: CloudOptions): Cloud {
  const ids = createIds(random);
  const instances = createInstances(ids, {
    now,
    after,
    durations: () => settings.power,
    rebootStatus: () => settings.power.rebootStatus,
    newBootId: ids.bootId,
    onChange: (instance, { to }) => tell({ what: 'instanceState', instance, status: to }),
  });
  const keyPairs = createKeyPairs(ids, now);

  const put = (instance: Instance, keyPair: KeyPair | null) => {
    const carried = instance.keyPairName === null ? undefined : keyPairs.find(scopeOf(instance), instance.keyPairName);
    if (carried) keyPairs.mark(carried, instance.instanceId, false);
    if (keyPair) keyPairs.mark(keyPair, instance.instanceId, true);
    instances.bind(instance, keyPair?.keyPairName ?? null);
  };
  const launch = (spec: InstanceSpec) => {
    const made = instances.add(spec);
    if (made[0] && spec.keyPairName !== undefined) {
      const keyPair = keyPairNamed(scopeOf(made[0]), spec.keyPairName);
      for (const instance of made) put(instance, keyPair);
    }
    for (const instance of made) tellOfLaunch(instance, spec.status ?? 'Running', tell);
    return made;
  };
  const keyPairNamed = (scope: Scope, keyPairName: string) =>
    keyPairs.find(scope, keyPairName) ?? keyPairs.add(scope, { keyPairName, publicKey: unheldPublicKey() });
  const bind = (instance: Instance, keyPair: KeyPair | null) => {
    // A boot that is due by now has taken what was attached before.
    instance.power.settle();
    put(instance, keyPair);
  };
  return { accountId, settings, now, ids, instances, keyPairs, bind, launch, tell };
}

/** An instance is Pending when it comes into being: only a later state is news. */
function tellOfLaunch(instance: Instance, status: InstanceStatus, tell: Cloud['tell']): void {
  tell({ what: 'instanceCreated', instance });
  if (status !== 'Pending') tell({ what: 'instanceState', instance, status });
}

/** Where an instance looks for its key pair. */
export function scopeOf({ product, regionId }: Instance): Scope {
  return { product, regionId: product === 'ens' ? undefined : regionId };
}
