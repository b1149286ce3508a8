import { describe, expect, it } from 'vitest';
import { startFixtureHost } from './fixture-host.ts';
import { type Invocation, invoke, type Keys } from './invoke.ts';
import { send } from './send.ts';

const user: Keys = { accessKeyId: 'ak', accessKeySecret: 'sk' };

const invokeAs = (url: string, name: string, invocation: Invocation, keys = user) =>
  invoke(url, name, invocation, keys);

describe('InvokeFunction of FC 2023-03-30, called by its own client', () => {
  it('passes the body as the event and answers with what the function returned', async () => {
    const { url } = await startFixtureHost();

    const answer = await invokeAs(url, 'fixture-echo', { body: '{"k":1}' });

    expect(answer.status).toBe(200);
    expect(answer.headers['x-fc-request-id']).toMatch(/^1-/);
    const { body } = JSON.parse(answer.body.toString()) as { body: string };
    expect(JSON.parse(body)).toEqual({ isBuffer: true, event: { k: 1 } });
  });

  it('accepts temporary credentials with their token', async () => {
    const { url } = await startFixtureHost();
    const keys = { accessKeyId: 'STS.ak', accessKeySecret: 'sts-sk', securityToken: 'token' };

    expect((await invokeAs(url, 'fixture-echo', { body: '{}' }, keys)).status).toBe(200);
  });

  it.each([
    ['buffer', Buffer.from([0, 255])],
    ['text', Buffer.from('plain')],
    ['object', Buffer.from('{"a":1}')],
    ['nothing', Buffer.alloc(0)],
  ])('returns a value that is %s as its bytes', async (kind, expected) => {
    const { url } = await startFixtureHost();

    expect((await invokeAs(url, 'fixture-returns', { body: kind })).body).toEqual(expected);
  });

  it('passes the qualifier to the context', async () => {
    const { url } = await startFixtureHost();

    const { body } = await invokeAs(url, 'fixture-dump', { body: '{}', qualifier: 'prod' });

    expect(JSON.parse(body.toString())).toMatchObject({ context: { service: { qualifier: 'prod' } } });
  });

  it('answers a function error with 200 and its type: a throw, an exit, a callback', async () => {
    const { url } = await startFixtureHost();

    const thrown = await invokeAs(url, 'fixture-throws', {});
    const exited = await invokeAs(url, 'fixture-exits', {});
    const called = await invokeAs(url, 'fixture-calls', { body: 'fail' });

    expect([thrown, exited, called].map(({ status, headers }) => [status, headers['x-fc-error-type']])).toEqual([
      [200, 'UnhandledInvocationError'],
      [200, 'UnhandledInvocationError'],
      [200, 'HandledInvocationError'],
    ]);
    expect(JSON.parse(called.body.toString())).toMatchObject({ errorMessage: 'said so', errorType: 'Error' });
  });

  it('answers an asynchronous call with 202 and its task id, and runs it', async () => {
    const { url, lines } = await startFixtureHost();

    const headers = { xFcInvocationType: 'Async', xFcAsyncTaskId: 'task-1' };
    const answer = await invokeAs(url, 'fixture-dump', { body: '{}', headers });

    expect(answer.status).toBe(202);
    expect(answer.headers['x-fc-async-task-id']).toBe('task-1');
    expect(answer.body).toHaveLength(0);
    await expect.poll(() => lines.some((line) => line.includes('dumping'))).toBe(true);
  });

  it('makes an asynchronous call after the delay that it asks for', async () => {
    const waits: number[] = [];
    const { url, lines } = await startFixtureHost({ sleep: async (ms) => void waits.push(ms) });

    const headers = { xFcInvocationType: 'Async', commonHeaders: { 'x-fc-async-delay': '15' } };
    await invokeAs(url, 'fixture-dump', { body: '{}', headers });

    await expect.poll(() => lines.some((line) => line.includes('dumping'))).toBe(true);
    expect(waits).toEqual([15_000]);
  });

  it.each(['soon', '-1', '3601', '1.5'])('refuses a delay of "%s"', async (delay) => {
    const { url } = await startFixtureHost();

    const headers = { xFcInvocationType: 'Async', commonHeaders: { 'x-fc-async-delay': delay } };
    const call = invokeAs(url, 'fixture-echo', { body: '{}', headers });

    await expect(call).rejects.toMatchObject({ code: 'InvalidArgument', statusCode: 400 });
  });

  it('takes a task of one id once', async () => {
    const { url } = await startFixtureHost();

    const headers = { xFcInvocationType: 'Async', xFcAsyncTaskId: 'task-1' };
    const call = () => invokeAs(url, 'fixture-tasks', { body: '{}', headers });

    expect((await call()).status).toBe(202);
    await expect(call()).rejects.toMatchObject({ code: 'StatefulAsyncInvocationAlreadyExists', statusCode: 409 });
  });

  it('refuses an asynchronous payload beyond 128 KB', async () => {
    const { url } = await startFixtureHost();

    const call = invokeAs(url, 'fixture-echo', {
      body: 'x'.repeat(128 * 1024 + 1),
      headers: { xFcInvocationType: 'Async' },
    });

    await expect(call).rejects.toMatchObject({ code: 'EntityTooLarge', statusCode: 400 });
  });

  it('InvokeFunction of FC 2023-03-30, called by its own client does not know functions that s.yaml does not have', async () => {
    const { url } = await startFixtureHost();

    const call = invokeAs(url, 'nobody', {});

    await expect(call).rejects.toMatchObject({ code: 'FunctionNotFound', statusCode: 404 });
  });

  it.each([
    ['a wrong secret', { accessKeyId: 'ak', accessKeySecret: 'other' }, 'SignatureNotMatch'],
    ['an unknown key', { accessKeyId: 'nobody', accessKeySecret: 'sk' }, 'InvalidAccessKeyID'],
  ])('InvokeFunction of FC 2023-03-30, called by its own client refuses %s', async (_, keys, code) => {
    const { url } = await startFixtureHost();

    await expect(invokeAs(url, 'fixture-echo', {}, keys)).rejects.toMatchObject({ code, statusCode: 403 });
  });

  it('refuses an unsigned call', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/2023-03-30/functions/fixture-echo/invocations`, { body: '{}' });

    expect(answer.status).toBe(403);
  });
});
