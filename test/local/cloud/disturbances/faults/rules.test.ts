import type { FaultRule, LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { control } from '../../control/control-request.ts';
import { openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const list = (cloud: LocalCloud, product = 'ecs') =>
  call(cloud, product, product === 'swas' ? 'ListKeyPairs' : 'DescribeKeyPairs', region);

/** Which of so many calls a rule disturbs. */
async function disturbed(rule: Partial<FaultRule>, calls: number): Promise<boolean[]> {
  const cloud = await openCloud();
  cloud.faults.add({ fault: 'error', ...rule } as FaultRule);
  const answers = [];
  for (let n = 0; n < calls; n += 1) answers.push(await list(cloud));
  return answers.map(({ status }) => status === 500);
}

describe('rule', () => {
  it.each([
    [{}, [true, true, true, true]],
    [{ times: 1 }, [true, false, false, false]],
    [{ times: 2 }, [true, true, false, false]],
    [{ after: 1 }, [false, true, true, true]],
    [{ after: 2, times: 1 }, [false, false, true, false]],
    [{ after: 0, times: 1 }, [true, false, false, false]],
  ])('a rule disturbs with %j of four calls %j', async (rule, expected) => {
    expect(await disturbed(rule, 4)).toEqual(expected);
  });

  it('a rule disturbs only the product, action and caller that it names', async () => {
    const cloud = await openCloud();
    const other = cloud.principals.create({ name: 'other' });
    cloud.faults.add({ product: 'ecs', action: 'DescribeKeyPairs', principal: 'other', fault: 'error' });
    expect((await list(cloud)).status).toBe(200);
    expect((await call(cloud, 'ens', 'DescribeKeyPairs', {}, { key: other })).status).toBe(200);
    expect((await call(cloud, 'ecs', 'DescribeInstances', region, { key: other })).status).toBe(200);
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', region, { key: other })).status).toBe(500);
  });

  it('an action of every product that has it', async () => {
    const cloud = await openCloud();
    cloud.faults.add({ action: 'DescribeKeyPairs', fault: 'error' });
    expect((await list(cloud, 'ecs')).status).toBe(500);
    expect((await list(cloud, 'ens')).status).toBe(500);
    expect((await list(cloud, 'swas')).status).toBe(200);
  });

  it('no call whose signature does not hold, and does not count it', async () => {
    const cloud = await openCloud();
    cloud.faults.add({ fault: 'error', times: 1 });
    const forged = { key: { accessKeyId: cloud.accessKeyId, accessKeySecret: 'wrong' } };
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', region, forged)).body.Code).toBe('SignatureDoesNotMatch');
    expect(cloud.faults.list()).toMatchObject([{ fired: 0 }]);
    expect((await list(cloud)).status).toBe(500);
  });
});

describe('of several rules', () => {
  it('the one added first fires when more than one is due, and all count the call', async () => {
    const cloud = await openCloud();
    cloud.faults.add({ fault: 'error', code: 'First', times: 1 });
    cloud.faults.add({ fault: 'error', code: 'Second', after: 1, times: 1 });
    cloud.faults.add({ fault: 'error', code: 'Third', times: 1 });
    const codes = [];
    for (let n = 0; n < 4; n += 1) codes.push((await list(cloud)).body.Code);
    expect(codes).toEqual(['First', 'Second', 'Third', undefined]);
  });
});

describe('/_local/faults', () => {
  it('adds a rule, lists all with how often each fired, and takes them away', async () => {
    const cloud = await openCloud();
    const rule = {
      product: 'ecs',
      action: 'DescribeKeyPairs',
      principal: 'operator',
      after: 1,
      times: 2,
      fault: 'throttle',
    };
    expect((await control(cloud, 'POST', '/faults', rule)).body).toEqual({ ...rule, fired: 0 });
    await list(cloud);
    await list(cloud);
    expect((await control(cloud, 'GET', '/faults')).body).toEqual([{ ...rule, fired: 1 }]);
    expect((await control(cloud, 'DELETE', '/faults')).body).toEqual([]);
    expect((await control(cloud, 'GET', '/faults')).body).toEqual([]);
    expect((await list(cloud)).status).toBe(200);
  });

  it('/_local/faults has none after a reset', async () => {
    const cloud = await openCloud();
    cloud.faults.add({ fault: 'error' });
    cloud.reset();
    expect(cloud.faults.list()).toEqual([]);
  });

  const refused: [rule: unknown, path: string][] = [
    [{}, 'fault'],
    [{ fault: 'explode' }, 'fault'],
    [{ fault: 'error', product: 'oss' }, 'product'],
    [{ fault: 'error', action: 'Reimagine' }, 'action'],
    [{ fault: 'error', product: 'swas', action: 'DescribeKeyPairs' }, 'action'],
    [{ fault: 'error', action: 1 }, 'action'],
    [{ fault: 'error', principal: '' }, 'principal'],
    [{ fault: 'error', after: -1 }, 'after'],
    [{ fault: 'error', after: '1' }, 'after'],
    [{ fault: 'error', times: 0 }, 'times'],
    [{ fault: 'error', times: 1.5 }, 'times'],
    [{ fault: 'error', code: 'no code' }, 'code'],
    [{ fault: 'error', status: 200 }, 'status'],
    [{ fault: 'error', status: 600 }, 'status'],
    [{ fault: 'error', delayMs: 1 }, 'delayMs'],
    [{ fault: 'throttle', delayMs: -1 }, 'delayMs'],
    [{ fault: 'slow' }, 'delayMs'],
    [{ fault: 'slow', delayMs: 'x' }, 'delayMs'],
    [{ fault: 'noAnswer', code: 'Mine' }, 'code'],
    [{ fault: 'html502', status: 503 }, 'status'],
    [{ fault: 'error', colour: 'red' }, 'colour'],
    [[], 'fault'],
    [null, 'body'],
  ];
  it.each(refused)('refuses %j and names the field', async (rule, path) => {
    const cloud = await openCloud();
    const { status, body } = await control(cloud, 'POST', '/faults', rule);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidParameter', details: [{ path, expected: expect.any(String) }] });
    expect(cloud.faults.list()).toEqual([]);
  });

  it('refuses likewise what is added in code', async () => {
    const cloud = await openCloud();
    expect(() => cloud.faults.add({ fault: 'error', action: 'Reimagine' })).toThrow('action: expected an action of');
  });
});
