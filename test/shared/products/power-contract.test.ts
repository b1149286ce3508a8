import { describe, expect, it } from 'vitest';
import { productNames } from '../../../shared/products/index.ts';
import type { PowerResult } from '../../../shared/products/product.ts';
import { type Setting, startSetting } from './setting.ts';

const ALL_THE_TIME_MS = 120_000;

async function statusOf({ driver, regionId }: Setting, id: string) {
  return (await driver.statuses(regionId, [id])).get(id)?.status;
}

/** The states that an instance is seen in until it reaches one, with time passing in between. */
async function follow(setting: Setting, id: string, last: string): Promise<Array<string | undefined>> {
  const seen: Array<string | undefined> = [];
  for (let ms = 0; ms < ALL_THE_TIME_MS && seen.at(-1) !== last; ms += 500) {
    const status = await statusOf(setting, id);
    if (status !== seen.at(-1)) seen.push(status);
    setting.pass(500);
  }
  return seen;
}

const yes: PowerResult = {
  accepted: 'yes',
  code: expect.any(String) as string,
  message: expect.any(String) as string,
  requestId: expect.stringMatching(/^[0-9A-F-]{36}$/) as string,
};

describe.each(productNames)('the %s driver, changing power,', (product) => {
  it('stops, and starts again', async () => {
    const setting = await startSetting(product);
    const { driver, regionId, make } = setting;
    const [id = ''] = make(1, { status: 'Running' });
    expect(await driver.power.stop(regionId, [id], false)).toEqual(new Map([[id, yes]]));
    expect(await follow(setting, id, 'Stopped')).toEqual(['Stopping', 'Stopped']);
    expect(await driver.power.start(regionId, [id])).toEqual(new Map([[id, yes]]));
    expect(await follow(setting, id, 'Running')).toEqual(['Starting', 'Running']);
  });

  it('reboots: away for a while, then running again', async () => {
    const setting = await startSetting(product);
    const { driver, regionId, make } = setting;
    const [id = ''] = make(1, { status: 'Running' });
    expect(await driver.power.reboot(regionId, [id], false)).toEqual(new Map([[id, yes]]));
    setting.pass(ALL_THE_TIME_MS);
    expect(await statusOf(setting, id)).toBe('Running');
    expect(setting.cloud.instances.get(id)?.power.history).toMatchObject({ reboots: 1, notRunning: [{}] });
  });

  it('pulls the plug only when asked to', async () => {
    const setting = await startSetting(product);
    const { driver, regionId, make, cloud } = setting;
    const [one = '', two = ''] = make(2, { status: 'Running' });
    for (const force of [false, true]) {
      await driver.power.reboot(regionId, [one], force);
      await driver.power.stop(regionId, [two], force);
      setting.pass(ALL_THE_TIME_MS);
      await driver.power.start(regionId, [two]);
      setting.pass(ALL_THE_TIME_MS);
    }
    const forced = cloud.calls
      .list()
      .map(({ parameters }) => parameters.ForceStop ?? parameters.ForceReboot)
      .filter((force) => force !== undefined);
    expect(forced).toEqual(['false', 'false', 'true', 'true']);
    expect([await statusOf(setting, one), await statusOf(setting, two)]).toEqual(['Running', 'Running']);
  });

  it('changes the rest when some are in the wrong state or not there', async () => {
    expect.hasAssertions();
    const { driver, regionId, make, cloud } = await startSetting(product);
    const running = make(5, { status: 'Running' });
    const wrong = [...make(2, { status: 'Stopped' }), 'i-unknown0000000001'];
    const ids = [...running.slice(0, 2), ...wrong, ...running.slice(2)];
    const results = new Map<string, PowerResult>();
    const { maxInstancesPerCall } = driver.power;
    for (let at = 0; at < ids.length; at += maxInstancesPerCall) {
      const some = await driver.power.reboot(regionId, ids.slice(at, at + maxInstancesPerCall), false);
      for (const [id, result] of some) results.set(id, result);
    }
    expect([...results.keys()].toSorted()).toEqual(ids.toSorted());
    for (const id of running) expect(results.get(id)?.accepted).toBe('yes');
    for (const id of wrong) expect(results.get(id)).toMatchObject({ accepted: 'no', code: expect.stringMatching(/./) });
    expect(wrong.slice(0, 2).map((id) => cloud.instances.get(id)?.power.history.reboots)).toEqual([0, 0]);
  });

  it('says unknown when the answer is lost, although it was done', async () => {
    const setting = await startSetting(product);
    const { driver, regionId, make, cloud } = setting;
    const [id = ''] = make(1, { status: 'Running' });
    cloud.faults.add({ fault: 'resetAfter', times: 1 });
    const results = await driver.power.stop(regionId, [id], false);
    expect(results.get(id)).toMatchObject({ accepted: 'unknown', code: 'NoAnswer' });
    expect(await follow(setting, id, 'Stopped')).toEqual(['Stopping', 'Stopped']);
  });

  it('says no, with the reason, when nobody is allowed to', async () => {
    const { driver, regionId, make, cloud } = await startSetting(product);
    const ids = make(driver.power.maxInstancesPerCall, { status: 'Running' });
    cloud.faults.add({ fault: 'error', code: 'Forbidden.RAM', status: 403, times: 1 });
    cloud.calls.clear();
    const results = await driver.power.stop(regionId, ids, false);
    expect([...results.values()].map(({ accepted, code }) => `${accepted} ${code}`)).toEqual(
      ids.map(() => 'no Forbidden.RAM'),
    );
    expect(cloud.calls.list()).toHaveLength(1);
  });

  it('takes as many instances in one call as it says', async () => {
    const { driver, regionId, make, cloud } = await startSetting(product);
    const ids = make(driver.power.maxInstancesPerCall, { status: 'Running' });
    cloud.calls.clear();
    const results = await driver.power.stop(regionId, ids, false);
    expect([...results.values()].every(({ accepted }) => accepted === 'yes')).toBe(true);
    expect(results.size).toBe(ids.length);
    expect(cloud.calls.list()).toHaveLength(1);
  });
});

describe('ecs driver, stopping', () => {
  it('the ecs driver, stopping, says unknown of instances that the answer leaves out', async () => {
    const { driver, regionId, make, cloud } = await startSetting('ecs');
    const ids = make(4, { status: 'Running' });
    cloud.faults.add({ fault: 'missingRows', times: 1 });
    const results = await driver.power.stop(regionId, ids, false);
    expect(ids.map((id) => results.get(id)?.accepted)).toEqual(['unknown', 'unknown', 'yes', 'yes']);
  });
});

describe('the ecs driver, rebooting,', () => {
  it('shows the new start in minutes', async () => {
    const setting = await startSetting('ecs');
    const { driver, regionId, make } = setting;
    const [id = ''] = make(1, { status: 'Running' });
    const startedMs = async () => (await driver.statuses(regionId, [id])).get(id)?.startedMs ?? 0;
    const before = await startedMs();
    setting.pass(60_000);
    await driver.power.reboot(regionId, [id], false);
    setting.pass(ALL_THE_TIME_MS);
    expect(await startedMs()).toBeGreaterThan(before);
  });
});
