import type { RpcCall } from '../shared/cloud/rpc.ts';
import type { Invocation } from '../shared/runtime/invocation.ts';

/** Where a worker is killed: at its n-th call, before it is sent or after the cloud applied it. */
export interface CrashPoint {
  readonly call: number;
  readonly when: 'beforeSending' | 'afterApplied';
}

/** A worker that dies at a call: nothing it awaits from then on ever comes, and nothing more is sent. */
export interface Doomed {
  readonly invocation: Invocation;
  /** Resolves when it is dead. */
  readonly died: Promise<'died'>;
  /** Actions of the calls that it has begun. */
  calls(): readonly string[];
}

function withResolver() {
  let resolve: (value: 'died') => void = () => {};
  const promise = new Promise<'died'>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const never = () => new Promise<never>(() => {});

/** Without a crash point the worker lives, and its calls are counted. */
export function doom(invocation: Invocation, point?: CrashPoint): Doomed {
  const calls: string[] = [];
  let isDead = false;
  const { promise: died, resolve: die } = withResolver();
  const kill = () => {
    isDead = true;
    die('died');
    return never();
  };
  const wrap =
    (call: RpcCall): RpcCall =>
    async (action, parameters, method) => {
      if (isDead) return never();
      const isLast = calls.push(action) === point?.call;
      if (isLast && point.when === 'beforeSending') return kill();
      const body = await call<never>(action, parameters, method);
      return isLast || isDead ? kill() : body;
    };
  return { invocation: { ...invocation, cloud: (api) => wrap(invocation.cloud(api)) }, died, calls: () => calls };
}

/** Told of a call before it is sent, and waited for: its action, and how many there were, this one included. */
export type OnCall = (calls: number, action: string) => unknown;

/** Tells of each call before it is sent. */
export function heedCalls(invocation: Invocation, onCall: OnCall): Invocation {
  let calls = 0;
  const wrap =
    (call: RpcCall): RpcCall =>
    async (action, parameters, method) => {
      await onCall(++calls, action);
      return call<never>(action, parameters, method);
    };
  return { ...invocation, cloud: (api) => wrap(invocation.cloud(api)) };
}

/** Actions that change nothing in the cloud. */
const READ = /^(Describe|List|Get)/;

/**
 * Every point at which a worker that makes these calls can die, told apart by what it leaves behind. A call that reads leaves
 * the same before as after, and so does one that asks the same again, as when a guest's answer is waited for.
 */
export function crashPoints(calls: readonly string[]): CrashPoint[] {
  return calls.flatMap((action, at): CrashPoint[] => {
    const call = at + 1;
    if (!READ.test(action))
      return [
        { call, when: 'beforeSending' },
        { call, when: 'afterApplied' },
      ];
    return action === calls[at - 1] ? [] : [{ call, when: 'beforeSending' }];
  });
}
