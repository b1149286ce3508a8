import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from './open-cloud.ts';
import { call } from './signed-call.ts';

describe('the local cloud', () => {
  it('listens on loopback, on the port that is asked for', async () => {
    const first = await openCloud();
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await first.close();
    const again = await openCloud({ port: Number(new URL(first.url).port) });
    expect(again.url).toBe(first.url);
  });

  it('rejects when the port is in use', async () => {
    const cloud = await openCloud();
    const port = Number(new URL(cloud.url).port);
    await expect(startLocalCloud({ port })).rejects.toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
  });

  it('closes at once, a call that is being answered included, and twice', async () => {
    const cloud = await openCloud({ settings: { latencyMs: 60_000 } });
    const waiting = call(cloud, 'ecs', 'DescribeKeyPairs', { RegionId: 'cn-hangzhou' });
    const outcome = waiting.then(
      () => 'answered',
      () => 'cut off',
    );
    while (cloud.calls.list().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await cloud.close();
    await cloud.close();
    expect(await outcome).toBe('cut off');
  });

  it('gives ids from the randomness it is given, all different', async () => {
    const cloud = await openCloud({ random: () => 0.5 });
    const made = cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 1000 }]);
    expect(new Set(made.map(({ instanceId }) => instanceId)).size).toBe(1000);
  });

  it('refuses settings that do not exist', async () => {
    const settings = { gravity: 1 } as object;
    await expect(startLocalCloud({ settings })).rejects.toThrow('gravity');
  });
});

describe('demo fleet', () => {
  it('the demo fleet has something of everything', async () => {
    expect.hasAssertions();
    const cloud = await openCloud({ fleet: 'demo' });
    const all = cloud.instances.list();
    const count = (wanted: Partial<(typeof all)[number]>) =>
      all.filter((one) => Object.entries(wanted).every(([name, value]) => one[name as keyof typeof one] === value))
        .length;
    const runningWithOps = { status: 'Running', os: 'linux', keyPairName: 'ops' } as const;
    expect(all.every(({ tags }) => tags.ssh === 'ops')).toBe(true);
    expect(
      count({ ...runningWithOps, product: 'ecs' }) + count({ ...runningWithOps, product: 'swas' }),
    ).toBeGreaterThan(2);
    for (const product of ['ecs', 'ens', 'swas'] as const)
      expect(count({ product, keyPairName: null })).toBeGreaterThan(0);
    expect(count({ os: 'windows' })).toBe(1);
    expect(count({ product: 'ecs', status: 'Stopped' })).toBe(1);
    expect(count({ keyPairName: 'legacy' })).toBe(1);
  });
});
