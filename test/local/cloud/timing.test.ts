import { type DeepPartial, isCloudEvent, type Settings } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { TEST_LIMIT_MS } from '../../time-limits.ts';
import { openCloud } from './open-cloud.ts';
import { call } from './signed-call.ts';

const region = { RegionId: 'cn-hangzhou' };

/** How long a call of an action takes under settings, in milliseconds; the last of `count`. */
async function durationOf(settings: DeepPartial<Settings>, action = 'DescribeKeyPairs', count = 1): Promise<number> {
  const cloud = await openCloud({ settings });
  await call(cloud, 'ecs', 'DescribeInstances', region);
  for (let n = 1; n < count; n += 1) await call(cloud, 'ecs', action, region);
  const before = performance.now();
  await call(cloud, 'ecs', action, region);
  return performance.now() - before;
}

describe('latency', () => {
  it.each([
    [{ operationLatencyMs: { 'ecs.DescribeKeyPairs': 60 } }, 'DescribeKeyPairs'],
    [{ operationLatencyMs: { 'ecs.*': 60 } }, 'DescribeKeyPairs'],
    [{ latencyMs: 60, operationLatencyMs: { 'ecs.DescribeKeyPairs': 1 } }, 'DescribeInstances'],
  ])('latency under %j keeps %s waiting', async (settings, action) => {
    expect(await durationOf(settings, action)).toBeGreaterThan(55);
  });

  it('latency of an operation stands in place of the general one', async () => {
    expect(await durationOf({ latencyMs: 10 * TEST_LIMIT_MS, operationLatencyMs: { 'ecs.*': 0 } })).toBeLessThan(
      TEST_LIMIT_MS,
    );
  });

  it('latency of throttled answers may be another', async () => {
    const quotas = { 'ecs.DescribeKeyPairs': { rate: 0.001, burst: 1 } };
    expect(await durationOf({ quotas, throttledLatencyMs: 60 }, 'DescribeKeyPairs', 2)).toBeGreaterThan(55);
    const operationLatencyMs = { 'ecs.DescribeKeyPairs': 60 };
    expect(await durationOf({ quotas, operationLatencyMs }, 'DescribeKeyPairs', 2)).toBeGreaterThan(55);
  });
});

describe("cloud's clock", () => {
  const day = 86_400_000;

  it.each([day, -day])(
    "the cloud's clock set off by %i ms refuses signatures of the right time",
    async (clockOffsetMs) => {
      const cloud = await openCloud({ settings: { clockOffsetMs } });
      const { status, body } = await call(cloud, 'ecs', 'DescribeKeyPairs', region);
      expect({ status, code: body.Code }).toEqual({ status: 400, code: 'InvalidTimeStamp.Expired' });
      const date = `${new Date(Date.now() + clockOffsetMs).toISOString().slice(0, 19)}Z`;
      expect((await call(cloud, 'ecs', 'DescribeKeyPairs', region, { date })).status).toBe(200);
    },
  );

  it("the cloud's clock is the one of calls, events and creation times, and may jump while it runs", async () => {
    const cloud = await openCloud({ now: () => Date.UTC(2026, 0, 1) });
    cloud.settings.clockOffsetMs = 5000;
    const [instance] = cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou' }]);
    expect(instance?.creationTime).toBe(Date.UTC(2026, 0, 1, 0, 0, 5));
    expect(cloud.events.list().find(isCloudEvent)?.aliyunpublishtime).toBe('2026-01-01T00:00:05.000Z');
    await call(cloud, 'ecs', 'DescribeKeyPairs', region);
    expect(cloud.calls.list()[0]?.time).toBe('2026-01-01T00:00:05.000Z');
  });
});
