import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFixtureHost } from './fixture-host.ts';
import { send } from './send.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('failed invocation through an HTTP trigger', () => {
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

  it('a failed invocation through an HTTP trigger keeps the process after a throw', async () => {
    const { url, lines } = await startFixtureHost();

    await send(`${url}/throws`);
    await send(`${url}/throws`);

    expect(lines.filter((line) => line.includes('UnhandledInvocationError: oops'))).toHaveLength(2);
  });

  it('a failed invocation through an HTTP trigger says that the process exited, and the next invocation gets a new one', async () => {
    expect.hasAssertions();
    const { url } = await startFixtureHost();

    const answers = [await send(`${url}/exits`), await send(`${url}/exits`)];

    for (const answer of answers) {
      expect(answer.status).toBe(502);
      expect(answer.text).toMatch(
        /Process exited unexpectedly before completing request \(duration: \d+ms, maxMemoryUsage: \d+MB\)/,
      );
    }
  });

  it('kills a function at its timeout, even one that blocks its event loop', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/hangs`);

    expect(answer.status).toBe(502);
    expect(answer.json()).toEqual({ errorMessage: 'Function timed out after 1 seconds' });
  });

  it('a function whose module never finishes loading is ended at its timeout', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/stuck`);

    expect(answer.json()).toEqual({ errorMessage: 'Function timed out after 1 seconds' });
  });

  it('a function that was stopped while it loads is ended at its timeout, and never does what it was asked', async () => {
    const { url, lines } = await startFixtureHost();

    const answer = await send(`${url}/asleep`);
    const [, pid] = /stopped (\d+)/.exec(lines.join('\n')) ?? [];

    expect(answer.json()).toEqual({ errorMessage: 'Function timed out after 1 seconds' });
    await expect.poll(() => isRunning(Number(pid))).toBe(false);
    expect(lines.join('\n')).not.toContain('worked all the same');
  });

  it.skipIf(process.platform !== 'linux')(
    'a function that takes more memory than it has, outside of its heap, is ended and answered for',
    async () => {
      const { url } = await startFixtureHost();

      const answer = await send(`${url}/hoards`);

      expect(answer.status).toBe(502);
      expect(answer.headers['x-fc-error-type']).toBe('UnhandledInvocationError');
      const [, memory] = /^Process exited unexpectedly .* maxMemoryUsage: (\d+)MB\)$/.exec(
        (answer.json() as { errorMessage: string }).errorMessage,
      ) ?? ['', '0'];
      expect(Number(memory)).toBeGreaterThan(256);
    },
  );

  it('a failed invocation through an HTTP trigger tells when the handler is not in the module', async () => {
    expect.hasAssertions();
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

describe('function without code', () => {
  it('a function without code is told when the host starts', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-'));
    await copyFile(path.join(import.meta.dirname, 'fixtures/s.yaml'), path.join(folder, 's.yaml'));

    await expect(startFixtureHost({ root: folder })).rejects.toThrow('npm run build makes it');
  });
});
