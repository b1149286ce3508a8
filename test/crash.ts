import type { RpcCall } from '../shared/cloud/rpc.ts';
import type { Invocation } from '../shared/invocation.ts';

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
  /** Calls that it has begun. */
  calls(): number;
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
  let calls = 0;
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
      const isLast = ++calls === point?.call;
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

/** Every point at which a worker that makes this many calls can die. */
export function crashPoints(calls: number): CrashPoint[] {
  return Array.from({ length: calls }, (_, at) => at + 1).flatMap((call) => [
    { call, when: 'beforeSending' } as const,
    { call, when: 'afterApplied' } as const,
  ]);
}
