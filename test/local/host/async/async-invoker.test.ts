import { describe, expect, it } from 'vitest';
import { createAsyncInvoker } from '../../../../local/host/async/async-invoker.ts';
import type { HostError } from '../../../../local/host/errors.ts';
import { accountId, type FakeFunction, fakeFunction, settled } from '../fake-function.ts';

const queue = 'acs:mns:cn-hangzhou::/queues/failed/messages';
const to = (destination: string, maxAsyncRetryAttempts = 2) => ({
  asyncTask: false,
  maxAsyncRetryAttempts,
  destinationConfig: { onFailure: { destination } },
});

function refusalOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    const { status, code } = error as HostError;
    return `${status} ${code}`;
  }
}

/** The waits before and between tries are kept, not waited. */
function openInvoker(...functions: FakeFunction[]) {
  const waits: number[] = [];
  const lines: string[] = [];
  const invoker = createAsyncInvoker({
    functions,
    accountId,
    now: () => 1_000,
    log: (line) => void lines.push(line),
    sleep: async (ms) => void waits.push(ms),
  });
  return { invoker, waits, lines };
}

/** Invokes the first function once. */
async function invokeOnce(...functions: [FakeFunction, ...FakeFunction[]]) {
  const { invoker, waits, lines } = openInvoker(...functions);
  invoker.invoke(functions[0], Buffer.from('{"n":1}'), { requestId: '1-a' });
  await settled();
  return { waits, lines, failed: invoker.failed() };
}

describe('asynchronous call', () => {
  it('an asynchronous call is made once when it succeeds', async () => {
    const hosted = fakeFunction();
    const { failed } = await invokeOnce(hosted);
    expect(hosted.invoked).toEqual([{ event: { n: 1 }, call: { requestId: '1-a', retryCount: 0 } }]);
    expect(failed).toEqual([]);
  });

  it('an asynchronous call is repeated as often as the function says, after ever longer waits, with the same request id', async () => {
    const hosted = fakeFunction({ failures: 3 });
    const { waits, failed } = await invokeOnce(hosted);
    expect(hosted.invoked.map(({ call }) => [call.requestId, call.retryCount])).toEqual([
      ['1-a', 0],
      ['1-a', 1],
      ['1-a', 2],
      ['1-a', 3],
    ]);
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(failed).toEqual([]);
  });

  it('an asynchronous call is made when its delay is over', async () => {
    const { invoker, waits } = openInvoker();
    const hosted = fakeFunction();
    invoker.invoke(hosted, Buffer.from('{"n":1}'), { requestId: '1-a', delaySeconds: 20 });
    await settled();
    expect(waits).toEqual([20_000]);
    expect(hosted.invoked).toEqual([{ event: { n: 1 }, call: { requestId: '1-a', retryCount: 0 } }]);
  });

  it.each([
    ['of a function of tasks, is refused the second time', true, 1, '409 StatefulAsyncInvocationAlreadyExists'],
    ['of any other function, is made each time', false, 2, null],
  ])('an asynchronous call under one task id, %s', async (_, asyncTask, times, refusal) => {
    const { invoker } = openInvoker();
    const async = { asyncTask, maxAsyncRetryAttempts: 0, destinationConfig: {} };
    const [hosted, other] = [fakeFunction({ async }), fakeFunction({ name: 'other', async })];
    const call = (one: FakeFunction) => invoker.invoke(one, Buffer.from('{}'), { requestId: '1-a', taskId: 'task' });
    call(hosted);
    call(other);
    expect(refusalOf(() => call(hosted))).toEqual(refusal);
    await settled();
    expect([hosted.invoked.length, other.invoked.length]).toEqual([times, 1]);
  });

  it('an asynchronous call that no try completes goes where failed events go, with what it was about', async () => {
    const hosted = fakeFunction({ failures: 9, async: to(queue) });
    const { failed } = await invokeOnce(hosted);
    expect(failed).toMatchObject([
      {
        destination: `acs:mns:cn-hangzhou:${accountId}:/queues/failed/messages`,
        message: {
          requestContext: { requestId: '1-a', approximateInvokeCount: 3 },
          requestPayload: '{"n":1}',
          responseContext: { functionError: 'UnhandledInvocationError' },
        },
      },
    ]);
  });

  it('an asynchronous call goes to another function where that is the destination', async () => {
    const receiver = fakeFunction({ name: 'receiver' });
    const hosted = fakeFunction({ failures: 9, async: to('acs:fc:cn-hangzhou::functions/receiver', 0) });
    const { failed } = await invokeOnce(hosted, receiver);
    expect(receiver.invoked).toMatchObject([{ event: { requestPayload: '{"n":1}' } }]);
    expect(failed).toEqual([]);
  });

  it('an asynchronous call goes nowhere when the role may not send there, and the log says so', async () => {
    const { failed, lines } = await invokeOnce(fakeFunction({ failures: 9, async: to(queue), may: false }));
    expect(failed).toEqual([]);
    expect(lines.at(-1)).toContain('its role may not mns:SendMessage');
  });
});
