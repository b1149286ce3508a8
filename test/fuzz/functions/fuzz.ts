import fc from 'fast-check';
import { expect, vi } from 'vitest';
import type { Handler } from '../../../shared/runtime/request-handler.ts';
import { PATIENCE_MS } from '../../time-limits.ts';
import { openScene } from '../cloud/scene.ts';
import { mutatedEvent } from './mutated-event.ts';

/** What a stack, or a place in our code, would look like in an answer. */
const leak = /\n\s+at |node:internal|\.ts:\d|stack/i;

export interface Fuzzed {
  events: number;
  /** How many were understood, and answered with a report. */
  reports: number;
  seed: number;
  elapsedMs: number;
}

/**
 * Loads a function and gives its handler `numRuns` mutated events of every trigger. Whatever comes: it answers in time,
 * meets no failure that it did not foresee, shows no stack and no secret, and changes nothing unless it reports what it
 * did. Nothing may have loaded the function before: it takes hold of `console.log` when it is loaded.
 */
export async function fuzzHandler(
  load: () => Promise<{ handler: Handler }>,
  numRuns: number,
  seed = Date.now() % 2 ** 31,
): Promise<Fuzzed> {
  const scene = await openScene(Date.now);
  const key = scene.state.principals.create({ name: 'function' });
  const credentials = { accessKeyId: key.accessKeyId, accessKeySecret: key.accessKeySecret };
  const { accountId } = scene.state.cloud;
  const context = {
    requestId: '1-fuzz',
    credentials,
    accountId,
    region: 'cn-hangzhou',
    function: { name: 'f', timeout: 60 },
  };
  vi.stubEnv('KEYFLEET_ENDPOINT', scene.url);
  const logged = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { handler } = await load();
  const startedMs = performance.now();
  let reports = 0;
  const property = fc.asyncProperty(mutatedEvent, async (event) => {
    const before = scene.digest();
    const { text, isReport } = await within(PATIENCE_MS, answerOf(handler, event, context));
    for (const shown of [text, ...logged.mock.calls.flat().map(String)]) {
      expect(shown).not.toContain(key.accessKeySecret);
    }
    expect(text).not.toMatch(leak);
    expect(text).not.toContain('InternalError');
    if (isReport) reports += 1;
    else expect(scene.digest()).toBe(before);
    logged.mockClear();
    scene.state.calls.clear();
  });
  try {
    await fc.assert(property, { numRuns, seed });
  } finally {
    logged.mockRestore();
    vi.unstubAllEnvs();
    await scene.close();
  }
  return { events: numRuns, reports, seed, elapsedMs: Math.round(performance.now() - startedMs) };
}

/** What the platform would show a caller: the answer, or what was thrown. */
async function answerOf(handler: Handler, event: Buffer, context: Parameters<Handler>[1]) {
  try {
    const answer = await handler(event, context);
    const text = JSON.stringify(answer);
    const body = 'statusCode' in answer && 'body' in answer ? (JSON.parse(String(answer.body)) as object) : answer;
    return { text, isReport: !('code' in body) };
  } catch (error) {
    const { name, message } = error as Error;
    return { text: `${name}: ${message}`, isReport: true };
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
