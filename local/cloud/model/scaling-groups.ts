import type { Instance } from './instance.ts';

/** Source: Ess 2022-02-22 DescribeScalingInstances, LifecycleState. */
export const lifecycleStates = [
  'InService',
  'Pending',
  'Pending:Wait',
  'Protected',
  'Standby',
  'Stopped',
  'Removing',
  'Removing:Wait',
] as const;

export type LifecycleState = (typeof lifecycleStates)[number];

/** An instance in its scaling group. */
export interface ScalingMember {
  readonly instance: Instance;
  readonly scalingGroupId: string;
  /** By the clock: a change that was begun shows when it is due. */
  readonly lifecycleState: LifecycleState;
  /** As the last health check of one in service found it. */
  readonly healthStatus: 'Healthy' | 'Unhealthy';
}

/** What groups depend on. */
export interface ScalingWorld {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back after `ms` milliseconds. */
  after(ms: number, task: () => void): void;
  settings(): { readonly healthCheck: 'atOnce' | 'never'; readonly standbyMs: number };
  /** Releases an instance that its group has removed. */
  release(instance: Instance): void;
}

/**
 * The members of all scaling groups. A group is what its members say, without a size: what it removes is not replaced, and
 * every member counts as made by it, so that it is released.
 */
export interface ScalingGroups {
  /** In the order of joining. */
  members(): readonly ScalingMember[];
  join(instance: Instance, scalingGroupId: string, lifecycleState: LifecycleState): void;
  /** Begins to bring members to a state. */
  bring(members: readonly ScalingMember[], to: LifecycleState): void;
  leave(instance: Instance): void;
  /** An instance is in another power state: the health check of one in service may look right now. */
  check(instance: Instance): void;
}

class Member implements ScalingMember {
  healthStatus: 'Healthy' | 'Unhealthy' = 'Healthy';
  private ahead: { readonly at: number; readonly state: LifecycleState } | null = null;

  constructor(
    readonly instance: Instance,
    readonly scalingGroupId: string,
    private current: LifecycleState,
    private readonly now: () => number,
  ) {}

  get lifecycleState() {
    if (this.ahead && this.ahead.at <= this.now()) {
      this.current = this.ahead.state;
      this.ahead = null;
    }
    return this.current;
  }

  bring(to: LifecycleState, ms: number) {
    this.ahead = { at: this.now() + ms, state: to };
  }
}

/**
 * Source: "Remove an unhealthy ECS instance" of Auto Scaling: an instance in service that is found not to be Running is
 * removed, and released where the group made it; one in Standby, or protected, is not looked after (EnterStandby).
 */
export function createScalingGroups({ now, after, settings, release }: ScalingWorld): ScalingGroups {
  const members = new Map<string, Member>();
  const isFailing = ({ instance, lifecycleState }: Member) =>
    lifecycleState === 'InService' && instance.status !== 'Running' && settings().healthCheck === 'atOnce';
  const check = (instance: Instance) => {
    const member = members.get(instance.instanceId);
    if (!member || !isFailing(member)) return;
    member.healthStatus = 'Unhealthy';
    // Not in the middle of a change of power.
    after(1, () => {
      if (members.delete(instance.instanceId)) release(instance);
    });
  };
  return {
    members: () => [...members.values()],
    join: (instance, scalingGroupId, state) => {
      members.set(instance.instanceId, new Member(instance, scalingGroupId, state, now));
      check(instance);
    },
    bring: (some, to) => {
      const { standbyMs } = settings();
      for (const { instance } of some) {
        members.get(instance.instanceId)?.bring(to, standbyMs);
        if (standbyMs > 0) after(standbyMs, () => check(instance));
        else check(instance);
      }
    },
    leave: ({ instanceId }) => void members.delete(instanceId),
    check,
  };
}
