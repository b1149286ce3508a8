import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startFixtureHost } from './fixture-host.ts';
import { send } from './send.ts';

type Dump = {
  context: Record<string, unknown> & { requestId: string; credentials: { securityToken: string } };
  environment: Record<string, string>;
  pid: number;
  invocations: number;
};

describe('an invocation', () => {
  it('gives the handler a Buffer and the context that the platform documents', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/dump`, { body: '{}' });
    const { context } = answer.json() as Dump;

    expect(context).toMatchObject({
      requestId: answer.headers['x-fc-request-id'],
      credentials: { accessKeyId: 'STS.fixture-dump', accessKeySecret: 'role-secret' },
      function: { name: 'fixture-dump', handler: 'index.dump', memory: 256, timeout: 20 },
      service: { qualifier: 'LATEST' },
      region: 'cn-hangzhou',
      accountId: '1234567890123456',
      retryCount: 0,
      tracing: { openTracingSpanBaggages: {} },
      logger: { requestId: answer.headers['x-fc-request-id'] },
    });
    expect(context.requestId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{12}$/);
  });

  it('starts one process, reuses it, and brings fresh credentials each time', async () => {
    const { url } = await startFixtureHost();

    const first = (await send(`${url}/dump`)).json() as Dump;
    const second = (await send(`${url}/dump`)).json() as Dump;

    expect(second.pid).toBe(first.pid);
    expect([first.invocations, second.invocations]).toEqual([1, 2]);
    expect(second.context.credentials.securityToken).not.toBe(first.context.credentials.securityToken);
  });

  it('shows a function its own variables and the cloud, and nothing of the host', async () => {
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'the-developer-has-one');
    const { url } = await startFixtureHost();

    const { environment } = (await send(`${url}/dump`)).json() as Dump;

    expect(environment).toMatchObject({ GREETING: 'good day', TZ: 'UTC', KEYFLEET_ENDPOINT: 'http://127.0.0.1:9' });
    expect(environment).not.toHaveProperty('ALIBABA_CLOUD_ACCESS_KEY_SECRET');
    vi.unstubAllEnvs();
  });

  it('logs what the function prints with the request id', async () => {
    const { url, lines } = await startFixtureHost();

    const { headers } = await send(`${url}/dump`);

    const id = String(headers['x-fc-request-id']);
    await expect.poll(() => lines.some((line) => line.endsWith(`${id} [info] dumping { deep: true }`))).toBe(true);
    expect(lines.some((line) => line.endsWith(`${id} [info] through the logger`))).toBe(true);
  });

  it('runs one invocation at a time in a process, more processes when busy, and no more than allowed', async () => {
    const { url } = await startFixtureHost({ maxInstances: 2 });
    const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-'));
    const invoke = async () => ((await send(`${url}/waits`, { body: folder })).json() as { pid: number }).pid;

    const answers = Promise.all([invoke(), invoke(), invoke()]);
    await expect.poll(() => readdir(folder)).toHaveLength(2);
    await writeFile(path.join(folder, 'go'), '');

    expect(new Set(await answers).size).toBe(2);
  });

  it('runs ES modules too', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/esm`);

    expect(answer.text).toContain('module {"version":"v1"');
  });
});
