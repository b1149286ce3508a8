import { type Assistant, createAssistant } from '../assistant/assistant.ts';
import type { InstanceGuests } from '../guests/instance-guests.ts';
import type { Settings } from '../settings/settings.ts';
import { type Attachments, createAttachments, scopeOf } from './attachments.ts';
import type { Fact } from './fact.ts';
import { createIds, type Ids } from './ids.ts';
import type { Instance, InstanceSpec } from './instance.ts';
import { createInstances, type Instances } from './instances.ts';
import { createKeyPairs, type KeyPair, type KeyPairs } from './key-pairs.ts';
import { createLaunchTemplates, type LaunchTemplates } from './launch-templates.ts';
import { createLifecycleActions, type LifecycleActions } from './lifecycle-actions.ts';
import { createScalingConfigurations, type ScalingConfigurations } from './scaling-configurations.ts';
import { createScalingGroups, type ScalingGroups } from './scaling-groups.ts';
import { createSecrets, type Secrets } from './secrets.ts';

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
  readonly scalingGroups: ScalingGroups;
  readonly guests: InstanceGuests;
  /** Cloud Assistant. */
  readonly assistant: Assistant;
  /** Binds a key pair to an instance, in place of the one it carries; null takes that one away. */
  attach(instance: Instance, keyPair: KeyPair | null): void;
  /** Makes instances, and the key pairs they name where there are none. */
  launch(spec: InstanceSpec): Instance[];
  /** Ends an instance for good: its key pair is no longer attached to it, and what was in it is gone. */
  release(instance: Instance): Promise<void>;
  /** Says what happened to an instance; see {@link Fact}. */
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
      // What was released in the middle of a change is gone.
      if (instances.get(instance.instanceId) !== instance) return;
      if (to === 'Running') guests.boot(instance, bindings.carriedBy(instance));
      else if (from === 'Running') guests.shutDown(instance);
      tell({ what: 'instanceState', instance, status: to });
      scalingGroups.check(instance);
    },
  });
  const bindings = createAttachments(instances, keyPairs);
  const release: Cloud['release'] = async (instance) => {
    instance.power.settle();
    bindings.attach(instance, null);
    instances.remove(instance);
    scalingGroups.leave(instance);
    await guests.remove(instance);
    tell({ what: 'instanceReleased', instance });
  };
  const scalingGroups = createScalingGroups({
    now,
    after,
    settings: () => settings.scaling,
    release: (instance) => void release(instance),
  });
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
    scalingGroups,
    guests,
    assistant: createAssistant(ids, {
      guests,
      now,
      secondMs: () => settings.commandSecondMs,
      kept: () => settings.kept.commandResults,
      builtIn: { 'ACS::AccountId': accountId },
    }),
    tell,
    attach: (instance, keyPair) => {
      // A boot that is due by now has taken what was attached before.
      instance.power.settle();
      bindings.attach(instance, keyPair);
    },
    release,
    launch: (spec) => {
      const made = instances.add(spec);
      for (const instance of made) settleIn(instance, spec, { bindings, guests, scalingGroups, tell });
      return made;
    },
  };
}

/** A Running instance has booted with what it was made with. A new one is Pending: only a later state is news. */
function settleIn(
  instance: Instance,
  spec: InstanceSpec,
  {
    bindings,
    guests,
    scalingGroups,
    tell,
  }: Pick<Cloud, 'guests' | 'scalingGroups' | 'tell'> & { bindings: Attachments },
): void {
  const { status = 'Running', keyPairName, scalingGroupId, lifecycleState = 'InService' } = spec;
  if (keyPairName !== undefined) bindings.attach(instance, bindings.named(scopeOf(instance), keyPairName));
  guests.add(instance, spec);
  if (status === 'Running') guests.boot(instance, bindings.carriedBy(instance));
  if (scalingGroupId !== undefined) scalingGroups.join(instance, scalingGroupId, lifecycleState);
  tell({ what: 'instanceCreated', instance });
  if (status !== 'Pending') tell({ what: 'instanceState', instance, status });
}
