import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../shared/cloud/clock.ts';
import { createInvokeLater } from '../../../shared/runtime/invoke-later.ts';
import { startFixtureHost } from '../../local/host/fixture-host.ts';

const never = Number.POSITIVE_INFINITY;
const deadlines = { writesMs: never, readsMs: never, answersMs: Date.now() + 3_600_000 };

const credentials = { accessKeyId: 'STS.ak', accessKeySecret: 'sts-sk', securityToken: 'token' };
const self = { credentials, clock: systemClock, deadlines };

/** A function of the fixture host that calls itself; delays are kept, not waited. */
async function open(functionName = 'fixture-tasks') {
  const waits: number[] = [];
  const { url, lines } = await startFixtureHost({ sleep: async (ms) => void waits.push(ms) });
  return { invokeLater: createInvokeLater({ ...self, functionName, endpoint: url }), waits, lines };
}

/** A server that takes every request, and the bodies that came. */
async function receive() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(202).end();
    });
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('function that calls itself later', () => {
  it('a function that calls itself later is called with the payload, after the delay', async () => {
    const { invokeLater, waits, lines } = await open('fixture-dump');
    await invokeLater({ payload: { action: 'tick' }, delaySeconds: 20, task: 'ops 1' });
    await expect.poll(() => lines.some((line) => line.includes('dumping'))).toBe(true);
    expect(waits).toEqual([20_000]);
  });

  it('a function that calls itself later sends its payload as JSON', async () => {
    const { bodies, url } = await receive();
    const later = createInvokeLater({ ...self, functionName: 'any', endpoint: url });
    await later({ payload: { action: 'tick', name: 'ops' }, delaySeconds: 20, task: 'ops 1' });
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([{ action: 'tick', name: 'ops' }]);
  });

  it('a function that calls itself later is called once under one name, however often it is asked for', async () => {
    const { invokeLater, waits } = await open();
    for (const task of ['ops 1', 'ops 1', 'ops 2']) await invokeLater({ payload: {}, delaySeconds: 20, task });
    expect(waits).toEqual([20_000, 20_000]);
  });

  it('learns that it will not be called', async () => {
    const { invokeLater } = await open('nobody');
    const call = invokeLater({ payload: {}, delaySeconds: 20, task: 'ops 1' });
    await expect(call).rejects.toMatchObject({ code: 'FunctionNotFound', fate: 'refused' });
  });
});
