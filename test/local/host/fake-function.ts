import { createEvents } from '../../../local/cloud/events/events.ts';
import type { Call, HostedFunction } from '../../../local/host/hosted-function.ts';
import { type Outcome, unhandled } from '../../../local/host/runtime/outcome.ts';
import type { FunctionSpec, TriggerSpec } from '../../../local/host/spec.ts';

export const accountId = '1234567890123456';

/** A function that fails its first so many invocations, and keeps what it was invoked with. */
export interface FakeFunction extends HostedFunction {
  readonly invoked: ReadonlyArray<{ readonly event: unknown; readonly call: Call }>;
}

export type FakeOptions = {
  readonly name?: string;
  readonly failures?: number;
  readonly async?: FunctionSpec['async'];
  readonly triggers?: readonly TriggerSpec[];
  readonly may?: boolean;
};

export function fakeFunction(options: FakeOptions = {}): FakeFunction {
  const { name = 'f', failures = 0, triggers = [], may = true } = options;
  const { async = { asyncTask: false, maxAsyncRetryAttempts: 3, destinationConfig: {} } } = options;
  const invoked: Array<{ event: unknown; call: Call }> = [];
  const spec = {
    resource: name,
    functionName: name,
    region: 'cn-hangzhou',
    async,
    triggers,
  } as unknown as FunctionSpec;
  return {
    spec,
    invoked,
    mayDo: () => may,
    invoke: async (event, call): Promise<Outcome> => {
      invoked.push({ event: JSON.parse(event.toString('utf8')), call });
      return invoked.length <= failures ? unhandled({ errorMessage: 'oops' }) : { ok: true, payload: Buffer.alloc(0) };
    },
    close: async () => {},
  };
}

/** A bus that nothing but the test puts events on. */
export const createBus = () =>
  createEvents({
    accountId,
    settings: { eventShapes: { creation: 'Created', publishTime: 'utc' } },
    now: () => 0,
    seed: 'test',
  });

export const noPrincipals = {
  secretOf: () => undefined,
  assumeRole: () => ({ accessKeyId: '', accessKeySecret: '', securityToken: '' }),
  mayDo: () => false,
};

/** Lets everything that is ready happen. */
export const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};
