import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { createSender, type Reply } from '../http/connection.ts';
import { type Mutation, mutations } from '../http/mutations.ts';
import { serialize } from '../http/request.ts';
import { type Base, bases } from './bases.ts';
import { now, openScene, type Scene } from './scene.ts';
import { manners, sign } from './sign.ts';

/** What a stack, a path of ours or a thrown error would look like in an answer. */
const leak = /\n\s+at |node:internal|\/local\/|\.ts:\d|TypeError|RangeError|SyntaxError|ReferenceError/;

/** Figures of a run. */
export interface Fuzzed {
  requests: number;
  /** How many were carried out all the same: the change was to nothing that matters. */
  carriedOut: number;
  seed: number;
  elapsedMs: number;
}

/**
 * Sends `numRuns` signed requests, each mutated in up to four places, half of them signed with a wrong secret.
 * Whatever comes: the cloud answers in time, without a stack or a 5xx, and changes only by a call that is, in action
 * and parameters, the one that was signed.
 */
export async function fuzzCloud(numRuns: number, seed = Date.now() % 2 ** 31): Promise<Fuzzed> {
  const scene = await openScene();
  const told = vi.spyOn(console, 'error');
  const key = scene.state.principals.create({ name: 'operator' });
  const sender = createSender(scene.url);
  const host = new URL(scene.url).host;
  const startedMs = performance.now();
  let carriedOut = 0;
  const request = fc.record({
    base: fc.constantFrom(...bases),
    manner: fc.constantFrom(...manners),
    isForged: fc.boolean(),
    changes: mutations,
  });
  const property = fc.asyncProperty(request, async ({ base, manner, isForged, changes }) => {
    const accessKeySecret = isForged ? 'wrong' : key.accessKeySecret;
    const signed = sign(base, manner, { host, accessKeyId: key.accessKeyId, accessKeySecret, now });
    const before = scene.digest();
    scene.state.calls.clear();
    const reply = await sender.send(...write(signed, changes));
    const done = scene.state.calls.list().filter(({ status }) => status === 200);
    expectNothingLeaked(reply, key.accessKeySecret);
    if (scene.digest() !== before || done.length > 0) expectOnlySigned(done, isForged ? undefined : base);
    carriedOut += done.length;
  });
  try {
    await fc.assert(property, { numRuns, seed });
    expect(told).not.toHaveBeenCalled();
  } finally {
    told.mockRestore();
    sender.close();
    await scene.close();
  }
  return { requests: numRuns, carriedOut, seed, elapsedMs: Math.round(performance.now() - startedMs) };
}

function write(signed: Parameters<typeof serialize>[0], changes: readonly Mutation[]): [Buffer, boolean] {
  const mutated = changes.reduce((one, { change }) => change?.(one) ?? one, signed);
  const bytes = changes.reduce((whole, change) => change.bytes?.(whole) ?? whole, serialize(mutated));
  return [bytes, changes.some(({ breaksFraming }) => breaksFraming)];
}

function expectNothingLeaked({ statuses, text }: Reply, secret: string): void {
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(text).not.toMatch(leak);
  expect(text).not.toContain(secret);
}

type Calls = ReturnType<Scene['state']['calls']['list']>;

/** At most one call was carried out, and it is the one that was signed. */
function expectOnlySigned(done: Calls, signed: Base | undefined): void {
  const { SecretData: _, ...parameters } = signed?.parameters ?? {};
  const expected = signed && [{ product: signed.product, action: signed.action, parameters }];
  expect(done.map(({ product, action, parameters: sent }) => ({ product, action, parameters: sent }))).toEqual(
    expected,
  );
}
