import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFixtureHost } from './fixture-host.ts';
import { send } from './send.ts';

describe('a failed invocation through an HTTP trigger', () => {
  it('answers 502 with the error that was thrown', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/throws`);

    expect(answer.status).toBe(502);
    expect(answer.headers['x-fc-error-type']).toBe('UnhandledInvocationError');
    expect(answer.json()).toMatchObject({
      errorMessage: 'oops',
      errorType: 'TypeError',
      stackTrace: expect.any(Array),
    });
  });

  it('keeps the process after a throw', async () => {
    const { url, lines } = await startFixtureHost();

    await send(`${url}/throws`);
    await send(`${url}/throws`);

    expect(lines.filter((line) => line.includes('UnhandledInvocationError: oops'))).toHaveLength(2);
  });

  it('says that the process exited, and the next invocation gets a new one', async () => {
    const { url } = await startFixtureHost();

    const answers = [await send(`${url}/exits`), await send(`${url}/exits`)];

    for (const answer of answers) {
      expect(answer.status).toBe(502);
      expect(answer.text).toMatch(/Process exited unexpectedly before completing request \(duration: \d+ms\)/);
    }
  });

  it('kills a function at its timeout, even one that blocks its event loop', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/hangs`);

    expect(answer.status).toBe(502);
    expect(answer.json()).toEqual({ errorMessage: 'Function timed out after 1 seconds' });
  });

  it('tells when the handler is not in the module', async () => {
    const { url } = await startFixtureHost();

    const answers = [await send(`${url}/absent`), await send(`${url}/absent`)];

    for (const answer of answers) expect(answer.text).toContain("Handler 'absent' is missing on module 'index'");
  });
});

describe('closing the host', () => {
  it('ends every process, running ones too', async () => {
    const host = await startFixtureHost();
    const { pid } = (await send(`${host.url}/dump`)).json() as { pid: number };
    const running = send(`${host.url}/hangs`).catch((error: Error) => error);
    await host.close();

    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await running;
  });
});

describe('a function without code', () => {
  it('is told when the host starts', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-'));
    await copyFile(path.join(import.meta.dirname, 'fixtures/s.yaml'), path.join(folder, 's.yaml'));

    await expect(startFixtureHost({ root: folder })).rejects.toThrow('npm run build makes it');
  });
});
