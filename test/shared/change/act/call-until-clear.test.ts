import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callUntilClear, type Job } from '../../../../shared/change/act/call-until-clear.ts';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { products } from '../../../../shared/products/index.ts';
import type { Answer, Batch, Driver, ProductName } from '../../../../shared/products/product.ts';
import { createDriver, createKeyPair, regionOf } from '../../../stack.ts';
import { createVirtualClock } from '../../../virtual-clock.ts';

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.close());

/** A call to be settled against the local cloud; `change` may stand between it and the driver. */
async function start(
  product: ProductName,
  action: 'attach' | 'detach',
  change: (driver: Driver) => Partial<Driver> = () => ({}),
) {
  await createKeyPair(cloud, product, 'ops');
  const driver = createDriver(cloud, product);
  const named = { product, regionId: regionOf(product), keyPairName: 'ops', keyPairId: null };
  const keyPair = (await driver.resolve(named)) ?? named;
  const clock = { ...createVirtualClock(), sleep: async () => {} };
  const job: Job = {
    action,
    product: products[product],
    driver: { ...driver, ...change(driver) },
    keyPair,
    clock,
    clientToken: null,
  };
  cloud.calls.clear();
  return job;
}

function make(product: ProductName, count: number, more: object = {}): string[] {
  const regionId = regionOf(product);
  const spec = { product, count, status: 'Stopped' as const, ...(regionId && { regionId }), ...more };
  return cloud.instances.add([spec]).map(({ instanceId }) => instanceId);
}

const callsOf = (action: string) => cloud.calls.list().filter((call) => call.action === action).length;
const summary = async (verdicts: ReturnType<typeof callUntilClear>) =>
  [...(await verdicts).values()].map(({ status, code }) => `${status} ${code}`);
const lost = () => new CloudError({ fate: 'lost', code: 'NoAnswer', message: 'no answer' });

describe.each(['ecs', 'ens', 'swas'] as const)('a call to %s', (product) => {
  it('a call about which one instance is refused as a whole does not spoil its neighbours', async () => {
    cloud.settings.unknownInstanceId[product] = 'request';
    const job = await start(product, 'attach');
    const [first, second] = make(product, 2) as [string, string];
    const verdicts = await callUntilClear(job, [first, 'i-gone00000000001', second]);
    expect([first, 'i-gone00000000001', second].map((id) => verdicts.get(id)?.code)).toEqual([
      '200',
      'InvalidInstanceId.NotFound',
      '200',
    ]);
  });

  it('a call that is refused for a Windows instance goes on with the others', async () => {
    cloud.settings.windows[product] = 'request';
    const job = await start(product, 'attach');
    const ids = [...make(product, 3), ...make(product, 1, { os: 'windows' })];
    const verdicts = await callUntilClear(job, ids);
    expect(ids.map((id) => verdicts.get(id)?.status)).toEqual(['succeeded', 'succeeded', 'succeeded', 'failed']);
  });

  it('a call whose answer is lost after it was applied is seen by reading back', async () => {
    const job = await start(product, 'attach', (driver) => ({
      attach: async (batch: Batch) => {
        await driver.attach(batch);
        throw lost();
      },
    }));
    expect(await summary(callUntilClear(job, make(product, 2)))).toEqual(['succeeded 200', 'succeeded 200']);
    expect(callsOf('AttachKeyPair')).toBe(1);
  });

  it('a call that was lost before it was applied is sent again', async () => {
    let sent = 0;
    const job = await start(product, 'detach', (driver) => ({
      detach: async (batch: Batch) => {
        if (sent++ === 0) throw lost();
        return driver.detach(batch);
      },
    }));
    const ids = make(product, 2, { keyPairName: 'ops' });
    expect(await summary(callUntilClear(job, ids))).toEqual(['succeeded 200', 'succeeded 200']);
  });

  it('answered without a row for an instance is read back for that one', async () => {
    const job = await start(product, 'attach', (driver) => ({
      attach: async (batch: Batch): Promise<Answer> => {
        const answer = await driver.attach(batch);
        return { ...answer, rows: answer.rows.slice(1) };
      },
    }));
    const [first] = make(product, 2) as [string];
    const verdicts = await callUntilClear(job, [first]);
    expect(verdicts.get(first)).toMatchObject({ status: 'succeeded', message: 'seen by reading back' });
  });

  it('a call that is lost every time is unknown, never a success', async () => {
    const job = await start(product, 'attach', () => ({ attach: async () => Promise.reject(lost()) }));
    expect(await summary(callUntilClear(job, make(product, 1)))).toEqual(['unknown Unknown']);
  });

  it('a call that the cloud cannot take at all fails with its code', async () => {
    const down = new CloudError({ fate: 'unavailable', code: 'ServiceUnavailable', message: 'try later' });
    const job = await start(product, 'attach', () => ({ attach: async () => Promise.reject(down) }));
    expect(await summary(callUntilClear(job, make(product, 1)))).toEqual(['failed ServiceUnavailable']);
  });

  it('a call for which no time is left was not started', async () => {
    const late = new CloudError({ fate: 'deadline', code: 'NotStarted', message: 'no time' });
    const job = await start(product, 'attach', () => ({ attach: async () => Promise.reject(late) }));
    expect(await summary(callUntilClear(job, make(product, 1)))).toEqual(['skipped NotStarted']);
  });

  it('a call with two rows that disagree about an instance believes neither', async () => {
    const row = { code: '200', message: '', success: true };
    const job = await start(product, 'attach', () => ({
      attach: async ({ instanceIds }) => ({
        requestId: 'r-1',
        rows: instanceIds.flatMap((instanceId) => [
          { instanceId, ...row },
          { instanceId, ...row, success: false, code: 'IncorrectInstanceStatus' },
        ]),
      }),
    }));
    expect(await summary(callUntilClear(job, make(product, 1)))).toEqual(['unknown Unknown']);
  });
});

describe('refusal about an instance that nothing seen explains', () => {
  it('a refusal about an instance that nothing seen explains is found by halves', async () => {
    const [bad, ...good] = make('ecs', 9) as [string, ...string[]];
    const refusal = new CloudError({ fate: 'refused', code: 'DependencyViolation.IoOptimize', message: 'not valid' });
    const job = await start('ecs', 'attach', (driver) => ({
      attach: async (batch: Batch) => {
        if (batch.instanceIds.includes(bad)) throw refusal;
        return driver.attach(batch);
      },
    }));
    const verdicts = await callUntilClear(job, [...good, bad]);
    expect(good.every((id) => verdicts.get(id)?.status === 'succeeded')).toBe(true);
    expect(verdicts.get(bad)).toMatchObject({ status: 'failed', code: 'DependencyViolation.IoOptimize' });
  });
});

describe('client token', () => {
  const tokens = () =>
    cloud.calls
      .list()
      .flatMap(({ action, parameters }) => (action?.endsWith('KeyPair') ? [parameters.ClientToken] : []));

  it('the client token is the same for a repeated call and another for other ids', async () => {
    let sent = 0;
    const job = await start('swas', 'attach', (driver) => ({
      attach: async (batch: Batch) => {
        const answer = await driver.attach(batch);
        if (sent++ === 0) throw lost();
        return answer;
      },
      look: async () => (sent === 1 ? Promise.reject(lost()) : new Map()),
    }));
    await callUntilClear(job, make('swas', 1));
    await callUntilClear(job, make('swas', 1));
    const [first, repeated, other] = tokens();
    expect(repeated).toBe(first);
    expect(other).not.toBe(first);
    expect(first).toMatch(/^[\x21-\x7e]{1,64}$/);
  });

  it('given by the caller never replays an old answer: attach, detach, attach again', async () => {
    const job = { ...(await start('swas', 'attach')), clientToken: 'mine' };
    const ids = make('swas', 2);
    await callUntilClear(job, ids);
    await callUntilClear({ ...job, action: 'detach' }, ids);
    expect(await summary(callUntilClear(job, ids))).toEqual(['succeeded 200', 'succeeded 200']);
    expect(ids.map((id) => cloud.instances.get(id)?.keyPairName)).toEqual(['ops', 'ops']);
    expect(tokens()[0]).not.toBe('mine');
  });
});
