import { describe, expect, it } from 'vitest';
import { productNames, products } from '../../../shared/products/index.ts';
import { startSetting } from './setting.ts';

describe.each(productNames)('the %s driver, polling,', (product) => {
  it('sees the states of 250 instances with three calls', async () => {
    const { cloud, driver, regionId, make } = await startSetting(product);
    const [running, stopped] = [make(249, { status: 'Running' }), make(1, { status: 'Stopped' })];
    const states = await driver.statuses(regionId, [...running, ...stopped, 'i-unknown0000000001']);
    expect(states.size).toBe(250);
    expect(running.every((id) => states.get(id)?.status === 'Running')).toBe(true);
    expect(states.get(stopped[0] ?? '')?.status).toBe('Stopped');
    expect(cloud.calls.list()).toHaveLength(3);
  });

  it('sees when an instance started, to the minute, exactly where the product shows it', async () => {
    expect.hasAssertions();
    const { driver, regionId, make } = await startSetting(product);
    const madeMs = Date.now();
    const [running = '', stopped = ''] = [...make(1, { status: 'Running' }), ...make(1, { status: 'Stopped' })];
    const looked = await driver.look(regionId, [running, stopped], true);
    const polled = await driver.statuses(regionId, [running, stopped]);
    for (const seen of [looked, polled]) {
      const startedMs = seen.get(running)?.startedMs ?? null;
      expect(startedMs !== null).toBe(products[product].showsStartTime);
      expect(Math.abs(madeMs - (startedMs ?? madeMs))).toBeLessThan(120_000);
      expect(seen.get(stopped)?.startedMs).toBeNull();
    }
  });
});
