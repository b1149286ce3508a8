import { describe, expect, it } from 'vitest';
import { fixtureCloud, startFixtureHost } from '../fixture-host.ts';
import { send } from '../send.ts';
import { md5Of, signFc } from './signed-headers.ts';

const pathOf = (name: string, service = 'keyfleet') => `/2016-08-15/services/${service}/functions/${name}/invocations`;

/** Invokes a function of the fixtures as the 2.0 client does. */
async function invoke(url: string, path: string, body: string, more: Record<string, string> = {}) {
  const headers = {
    date: new Date().toUTCString(),
    'content-type': 'application/octet-stream',
    'content-md5': md5Of(body),
    ...more,
  };
  return send(`${url}${path}`, { headers: signFc(path, headers), body });
}

describe('InvokeFunction of FC 2016-08-15', () => {
  it('passes the body as the event and answers with what the function returned', async () => {
    const { url } = await startFixtureHost();

    const answer = await invoke(url, pathOf('fixture-echo'), '{"k":1}');

    expect(answer.status).toBe(200);
    expect(answer.headers['x-fc-request-id']).toMatch(/^1-/);
    const { body } = answer.json() as { body: string };
    expect(JSON.parse(body)).toEqual({ isBuffer: true, event: { k: 1 } });
  });

  it.each([
    ['keyfleet', 'LATEST'],
    ['keyfleet.prod', 'prod'],
    ['another_service.7', '7'],
  ])('finds every function in the service %s, and its qualifier', async (service, qualifier) => {
    const { url } = await startFixtureHost();

    const answer = await invoke(url, pathOf('fixture-dump', service), '{}');

    expect(answer.json()).toMatchObject({ context: { service: { qualifier } } });
  });

  it.each([
    ['a throw', 'fixture-throws', '', 'UnhandledInvocationError', 'oops'],
    ['an exit', 'fixture-exits', '', 'UnhandledInvocationError', 'Process exited unexpectedly'],
    ['a callback', 'fixture-calls', 'fail', 'HandledInvocationError', 'said so'],
  ])("answers a function's error with 200 and a header: %s", async (_, name, body, type, message) => {
    const { url } = await startFixtureHost();

    const answer = await invoke(url, pathOf(name), body);

    expect([answer.status, answer.headers['x-fc-error-type']]).toEqual([200, type]);
    expect(answer.json()).toMatchObject({ errorMessage: expect.stringContaining(message) });
  });

  it('answers an asynchronous call with 202 and nothing, and runs it', async () => {
    const { url, lines } = await startFixtureHost();

    const answer = await invoke(url, pathOf('fixture-dump'), '{}', { 'x-fc-invocation-type': 'Async' });

    expect([answer.status, answer.text]).toEqual([202, '']);
    await expect.poll(() => lines.some((line) => line.includes('dumping'))).toBe(true);
  });

  it('gives the id of an asynchronous task back, and refuses one that is none', async () => {
    const { url } = await startFixtureHost();
    const task = (id: string) =>
      invoke(url, pathOf('fixture-echo'), '{}', {
        'x-fc-invocation-type': 'Async',
        'x-fc-stateful-async-invocation-id': id,
      });

    expect((await task('task-1')).headers['x-fc-stateful-async-invocation-id']).toBe('task-1');
    expect((await task('1 task')).json()).toMatchObject({ ErrorCode: 'InvalidArgument' });
  });

  const refused: [what: string, status: number, code: string, path: string, body: string, headers: object][] = [
    ['an unknown function', 404, 'FunctionNotFound', pathOf('nobody'), '', {}],
    ['another path of the API', 400, 'PathNotSupported', '/2016-08-15/services/keyfleet/functions', '', {}],
    ['a service that has no name', 400, 'PathNotSupported', pathOf('fixture-echo', '.prod'), '', {}],
    [
      'an asynchronous payload beyond 128 KB',
      400,
      'EntityTooLarge',
      pathOf('fixture-echo'),
      'x'.repeat(128 * 1024 + 1),
      { 'x-fc-invocation-type': 'Async' },
    ],
  ];
  it.each(refused)(
    'refuses %s with %i %s, in the fields that its client reads',
    async (_, status, code, path, body, headers) => {
      const { url } = await startFixtureHost();

      const answer = await invoke(url, path, body, headers as Record<string, string>);

      expect(answer.status).toBe(status);
      expect(answer.json()).toEqual({ ErrorCode: code, ErrorMessage: expect.any(String) });
    },
  );

  it('refuses who may not invoke the function, by its name in 2.0', async () => {
    const asked: string[] = [];
    const mayDo = (...what: string[]) => !asked.push(what.join(' '));
    const cloud = { ...fixtureCloud, principals: { ...fixtureCloud.principals, mayDo } };
    const { url } = await startFixtureHost({ cloud });

    const answer = await invoke(url, pathOf('fixture-echo', 'keyfleet.prod'), '{}');

    expect([answer.status, answer.json()]).toMatchObject([403, { ErrorCode: 'AccessDenied' }]);
    const resource = 'acs:fc:cn-hangzhou:1234567890123456:services/keyfleet/functions/fixture-echo';
    expect(asked).toEqual([`ak fc:InvokeFunction ${resource}`]);
  });
});
