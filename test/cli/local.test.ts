import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root, runKeyfleet } from './run-keyfleet.ts';

type Ready = { functions: string; cloud: string; accessKeyId: string; accessKeySecret: string };

/** Starts `npm start -- …` and waits for its ready line. */
async function npmStart(...args: string[]) {
  const child = spawn('npm', ['start', '--silent', '--', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('ready ')) return { child, lines, ready: JSON.parse(line.slice('ready '.length)) as Ready };
  }
  throw new Error(`no ready line: ${lines.join('\n')}`);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals) {
  const ended = once(child, 'exit');
  child.kill(signal);
  return ended;
}

describe('npm start', () => {
  it('prints one ready line, serves, and ends cleanly on SIGTERM', async () => {
    const { child, lines, ready } = await npmStart('--port', '0', '--cloud-port', '0');
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: ready.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: ready.accessKeySecret,
      KEYFLEET_URL: ready.functions,
    };

    const run = await runKeyfleet(['attach', '--file', 'examples/mixed-fleet.json'], { env });

    expect(run.code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(await stop(child, 'SIGTERM')).toEqual([0, null]);
    await expect(fetch(ready.functions)).rejects.toThrow('fetch failed');
    await expect(fetch(ready.cloud)).rejects.toThrow('fetch failed');
  });

  it('begins with no instances when asked to, and ends cleanly on SIGINT', async () => {
    const { child, ready } = await npmStart('--port', '0', '--cloud-port', '0', '--fleet', 'empty');

    const answer = await fetch(`${ready.cloud}/_local/instances`);

    expect(await answer.json()).toEqual([]);
    expect(await stop(child, 'SIGINT')).toEqual([0, null]);
  });
});

describe('port in use', () => {
  it.each([
    ['--port', '--cloud-port'],
    ['--cloud-port', '--port'],
  ])('a port in use is one clear line that names %s', async (flag, other) => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const run = await runKeyfleet(['local', flag, String(port), other, '0']);

    expect(run.code).toBe(1);
    expect(run.stderr).toBe(`keyfleet: port ${port} is in use: choose another with ${flag}, or 0 for any\n`);
  });
});
