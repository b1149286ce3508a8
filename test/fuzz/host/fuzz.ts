import fc from 'fast-check';
import { expect } from 'vitest';
import { startFixtureHost } from '../../local/host/fixture-host.ts';
import { createSender, type Reply } from '../http/connection.ts';
import { type Mutation, mutations } from '../http/mutations.ts';
import { serialize } from '../http/request.ts';
import { doors, sign } from './sign.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const body = '{"product":"ecs"}';
const leak = /\n\s+at |node:internal|\/local\/|\.ts:\d|TypeError|RangeError|SyntaxError|ReferenceError/;

/**
 * Sends the function host `numRuns` signed requests, mutated, half of them signed with a wrong secret. The function
 * answers what it was given. Whatever comes: an answer in time, without a stack or a 5xx, and the function is invoked
 * only with the body that was signed. To be called in a test, which the host ends with.
 */
export async function fuzzHost(numRuns: number, seed = Date.now() % 2 ** 31) {
  const { url } = await startFixtureHost({ now: () => now });
  const sender = createSender(url);
  const startedMs = performance.now();
  let invoked = 0;
  const request = fc.record({ door: fc.constantFrom(...doors), isForged: fc.boolean(), changes: mutations });
  const property = fc.asyncProperty(request, async ({ door, isForged, changes }) => {
    const signer = { host: new URL(url).host, secret: isForged ? 'wrong' : 'sk', now };
    const reply = await sender.send(...write(sign(door, body, signer), changes));
    expect(reply.statuses.filter((status) => status >= 500)).toEqual([]);
    expect(reply.text).not.toMatch(leak);
    const echoes = echoesIn(reply);
    invoked += echoes.length;
    expect(echoes).toEqual(isForged ? [] : echoes.map(() => JSON.parse(body) as unknown));
    expect(echoes.length).toBeLessThan(2);
  });
  try {
    await fc.assert(property, { numRuns, seed });
  } finally {
    sender.close();
  }
  return { requests: numRuns, invoked, seed, elapsedMs: Math.round(performance.now() - startedMs) };
}

/** What the function says it was given: the event, or the body of an HTTP trigger's. */
function echoesIn({ text }: Reply): unknown[] {
  return [...text.matchAll(/^.*\\?"isBuffer\\?":.*$/gm)].map(([line]) => {
    const answer = JSON.parse(line) as { body?: string; event?: unknown };
    const { event } = (answer.body === undefined ? answer : JSON.parse(answer.body)) as {
      event: { rawPath?: string; body?: string };
    };
    return event.rawPath === undefined ? event : (JSON.parse(event.body ?? '') as unknown);
  });
}

function write(signed: Parameters<typeof serialize>[0], changes: readonly Mutation[]): [Buffer, boolean] {
  const mutated = changes.reduce((one, { change }) => change?.(one) ?? one, signed);
  const bytes = changes.reduce((whole, change) => change.bytes?.(whole) ?? whole, serialize(mutated));
  return [bytes, changes.some(({ breaksFraming }) => breaksFraming)];
}
