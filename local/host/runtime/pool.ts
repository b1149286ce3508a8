import type { FunctionSpec } from '../spec.ts';
import type { InvocationContext } from './context.ts';
import { type Instance, startInstance } from './instance.ts';
import type { Outcome } from './outcome.ts';

/** The instances of one function: none at first, reused while they live, at most `maxInstances` at once. */
export type Pool = {
  invoke(event: Buffer, context: InvocationContext): Promise<Outcome>;
  /** Ends every instance; invocations still running end as an exited process. */
  close(): Promise<void>;
};

export type PoolOptions = {
  /** Read for each new instance. */
  readonly environment: () => Readonly<Record<string, string>>;
  readonly maxInstances: number;
  readonly log: (line: string) => void;
};

/**
 * Creates the pool of a function. An invocation beyond `maxInstances` waits for its turn.
 * Choice: the platform would answer 429 ResourceExhausted at 100 instances per account and region; waiting
 * keeps a laptop usable.
 */
export function createPool(spec: FunctionSpec, options: PoolOptions): Pool {
  const idle: Instance[] = [];
  const all = new Set<Instance>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  async function enter(): Promise<void> {
    if (busy < options.maxInstances) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(instance: Instance | undefined): void {
    if (instance?.alive()) idle.push(instance);
    else if (instance) discard(instance);
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }

  function discard(instance: Instance): void {
    all.delete(instance);
    void instance.stop();
  }

  function takeInstance(): Instance {
    if (closed) throw new Error('the host is closing');
    for (let instance = idle.pop(); instance; instance = idle.pop()) if (instance.alive()) return instance;
    const started = startInstance(spec, { environment: options.environment(), log: options.log });
    all.add(started);
    return started;
  }

  return {
    invoke: async (event, context) => {
      await enter();
      let instance: Instance | undefined;
      try {
        instance = takeInstance();
        return await instance.invoke(event, context);
      } finally {
        leave(instance);
      }
    },
    close: async () => {
      closed = true;
      await Promise.all([...all].map((instance) => instance.stop()));
    },
  };
}
