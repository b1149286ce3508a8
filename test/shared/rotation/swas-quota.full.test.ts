import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { groupBy } from '../../../shared/lists.ts';
import { DAY_MS, openRotation, type SceneOptions } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

/** More than ten calls a minute reach in the time of one tick, which is shorter here than by s.yaml. */
const COUNT = 30;
const MINUTE_MS = 60_000;
/** Scripts are slow on a busy machine, and time is not: what is not proven within a tick is left to another. */
const MOST_TICKS = 40;
/** Source: SWAS-OPEN, "10 calls a minute" an account, for ListInstances and others; here for each that there is. */
const quotas = { 'swas.*': { limit: 10, windowMs: MINUTE_MS } };

afterAll(closeClouds);

async function rotate(options: SceneOptions) {
  const scene = await openRotation({ jump: true, timeoutSeconds: 90, settings: { quotas }, ...options });
  onTestFinished(() => scene.close());
  const before = await scene.promoteBefore();
  scene.make('swas', { keyPairName: before, count: COUNT });
  const ids = scene.cloud.instances.list().map(({ instanceId }) => instanceId);
  scene.pass(MINUTE_MS);
  scene.cloud.calls.clear();
  const phases: string[] = [];
  const codes: string[] = [];
  const verified: number[] = [];
  const until = async (phase: string) => {
    for (let ticks = 0; ticks < MOST_TICKS; ticks++) {
      const status = await scene.tick();
      phases.push(status.phase);
      verified.push(status.counts.verified);
      codes.push(...status.changes.flatMap(({ status: how, code }) => (how === 'failed' ? [code] : [])));
      if (status.phase === phase) return;
      scene.pass(5 * MINUTE_MS);
    }
  };
  await until('grace');
  scene.pass(DAY_MS);
  await until('idle');
  const taken = await Promise.all(ids.map(scene.takes));
  const calls = scene.cloud.calls.list().filter(({ product }) => product === 'swas');
  return { phases, codes, verified, taken: new Set(taken.flat()), wanted: await scene.currentKey(), calls };
}

/** The most calls of one operation within any minute. */
function mostInAMinute(calls: readonly { action: string | null; time: string }[]): number {
  const of = groupBy(calls, ({ action }) => action ?? '');
  const counts = of.flatMap((some) => {
    const times = some.map(({ time }) => Date.parse(time));
    return times.map((from) => times.filter((ms) => ms >= from && ms < from + MINUTE_MS).length);
  });
  return Math.max(...counts);
}

describe('a rotation of SWAS, which takes 10 calls a minute', () => {
  it('is spread over ticks, each of which gets somewhere, and ends with nothing worse than a lack of time', async () => {
    const { phases, codes, verified, taken, wanted } = await rotate({});
    expect(phases.at(-1)).toBe('idle');
    expect(phases.length).toBeGreaterThan(3);
    expect(verified.slice(0, phases.indexOf('grace') + 1)).toEqual(
      verified.slice(0, phases.indexOf('grace') + 1).toSorted((a, b) => a - b),
    );
    expect(taken).toEqual(new Set([wanted]));
    expect(codes.filter((code) => code !== 'NotStarted')).toEqual([]);
  });

  it('never sends more than that where the operator has said so', async () => {
    const known = [
      'ListInstances',
      'ListKeyPairs',
      'RunCommand',
      'DescribeInvocationResult',
      'AttachKeyPair',
      'TagResources',
      'UntagResources',
      'DescribeCloudAssistantStatus',
      'ImportKeyPair',
      'DeleteKeyPairs',
    ];
    const KEYFLEET_QUOTAS = JSON.stringify(Object.fromEntries(known.map((action) => [`swas.${action}`, '10/60(s)'])));
    const { phases, codes, taken, wanted, calls } = await rotate({
      environment: { KEYFLEET_QUOTAS },
      timeoutSeconds: 180,
    });
    expect(phases.at(-1), `${phases.join()}; ${codes.join()}`).toBe('idle');
    expect(taken).toEqual(new Set([wanted]));
    expect(mostInAMinute(calls)).toBeLessThanOrEqual(10);
  });
});
