import { type Assistant, createAssistant } from '../assistant/assistant.ts';
import { createLaunchTemplates, type LaunchTemplates } from '../ecs/launch-templates.ts';
import { createLifecycleActions, type LifecycleActions } from '../ess/lifecycle-actions.ts';
import { createScalingConfigurations, type ScalingConfigurations } from '../ess/scaling-configurations.ts';
import type { InstanceGuests } from '../guests/instance-guests.ts';
import { createSecrets, type Secrets } from '../kms/secrets.ts';
import type { Settings } from '../settings.ts';
import { type Bindings, createBindings, scopeOf } from './bindings.ts';
import type { Fact } from './fact.ts';
import { createIds, type Ids } from './ids.ts';
import type { Instance, InstanceSpec } from './instance.ts';
import { createInstances, type Instances } from './instances.ts';
import { createKeyPairs, type KeyPair, type KeyPairs } from './key-pairs.ts';

/** One model of the cloud; the products are dialects on top of it. */
export interface Cloud {
  readonly accountId: string;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  now(): number;
  readonly ids: Ids;
  readonly instances: Instances;
  readonly keyPairs: KeyPairs;
  readonly secrets: Secrets;
  /** Of ECS. */
  readonly launchTemplates: LaunchTemplates;
  /** Of Auto Scaling. */
  readonly lifecycleActions: LifecycleActions;
  readonly scalingConfigurations: ScalingConfigurations;
  readonly guests: InstanceGuests;
  /** Cloud Assistant. */
  readonly assistant: Assistant;
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
  guests: InstanceGuests;
}

export function createCloud({ accountId, settings, now, random, tell, after, guests }: CloudOptions): Cloud {
  const ids = createIds(random);
  const keyPairs = createKeyPairs(ids, now);
  const instances = createInstances(ids, {
    now,
    after,
    durations: () => settings.power,
    rebootStatus: () => settings.power.rebootStatus,
    newBootId: ids.bootId,
    onChange: (instance, { from, to }) => {
      if (to === 'Running') guests.boot(instance, bindings.carriedBy(instance));
      else if (from === 'Running') guests.shutDown(instance);
      tell({ what: 'instanceState', instance, status: to });
    },
  });
  const bindings = createBindings(instances, keyPairs);
  return {
    accountId,
    settings,
    now,
    ids,
    instances,
    keyPairs,
    secrets: createSecrets(now),
    launchTemplates: createLaunchTemplates(ids, now),
    lifecycleActions: createLifecycleActions(),
    scalingConfigurations: createScalingConfigurations(ids, now),
    guests,
    assistant: createAssistant(ids, {
      guests,
      now,
      secondMs: () => settings.commandSecondMs,
      builtIn: { 'ACS::AccountId': accountId },
    }),
    tell,
    bind: (instance, keyPair) => {
      // A boot that is due by now has taken what was attached before.
      instance.power.settle();
      bindings.put(instance, keyPair);
    },
    launch: (spec) => {
      const made = instances.add(spec);
      for (const instance of made) settleIn(instance, spec, { bindings, guests, tell });
      return made;
    },
  };
}

/** A Running instance has booted with what it was made with. A new one is Pending: only a later state is news. */
function settleIn(
  instance: Instance,
  spec: InstanceSpec,
  { bindings, guests, tell }: Pick<Cloud, 'guests' | 'tell'> & { bindings: Bindings },
): void {
  const { status = 'Running', keyPairName } = spec;
  if (keyPairName !== undefined) bindings.put(instance, bindings.named(scopeOf(instance), keyPairName));
  guests.add(instance, spec);
  if (status === 'Running') guests.boot(instance, bindings.carriedBy(instance));
  tell({ what: 'instanceCreated', instance });
  if (status !== 'Pending') tell({ what: 'instanceState', instance, status });
}
