import type { FaultName, FaultRule, LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS } from '../../../../time-limits.ts';
import { callCore } from '../../core-client.ts';
import { importKeyPair, openCloud } from '../../open-cloud.ts';
import { call, send } from '../../signed-call.ts';

const target = { RegionId: 'cn-hangzhou', KeyPairName: 'ops', InstanceIds: '["i-1","i-2"]' };

/** A cloud in which attaching `ops` to two instances meets a fault once. */
async function openFaulty(rule: FaultRule): Promise<LocalCloud> {
  const cloud = await openCloud();
  await importKeyPair(cloud, 'ecs', 'ops');
  const spec = { product: 'ecs', regionId: 'cn-hangzhou' } as const;
  cloud.instances.add([
    { ...spec, instanceId: 'i-1' },
    { ...spec, instanceId: 'i-2' },
  ]);
  cloud.faults.add({ ...rule, product: 'ecs', action: 'AttachKeyPair', times: 1 });
  return cloud;
}

const attach = (cloud: LocalCloud) => send(cloud, 'ecs', 'AttachKeyPair', target);
/** Whether the client has to give up on the answer: then it is to do so soon. */
const isSilent = (rule: FaultRule) => rule.fault === 'noAnswer' || (rule.fault === 'slow' && rule.delayMs > 1);
const isAttached = (cloud: LocalCloud) => cloud.instances.get('i-1')?.keyPairName === 'ops';

describe('what openapi-core makes of', () => {
  const cases: [rule: FaultRule, applied: boolean, outcome: object][] = [
    [{ fault: 'throttle' }, false, { error: { name: 'ThrottlingError', code: 'Throttling.User', statusCode: 400 } }],
    [{ fault: 'throttle', delayMs: 250 }, false, { error: { code: 'Throttling.User', retryAfter: 250 } }],
    [
      { fault: 'throttle', code: 'Throttling.Api', status: 503 },
      false,
      { error: { code: 'Throttling.Api', statusCode: 503 } },
    ],
    [{ fault: 'error' }, false, { error: { name: 'ServerError', code: 'InternalError', statusCode: 500 } }],
    [{ fault: 'error', code: 'ServiceUnavailable' }, false, { error: { code: 'ServiceUnavailable', statusCode: 503 } }],
    [{ fault: 'error', code: 'OperationConflict' }, false, { error: { code: 'OperationConflict', statusCode: 400 } }],
    [
      { fault: 'error', code: 'Mine', status: 409 },
      false,
      { error: { name: 'ClientError', code: 'Mine', statusCode: 409 } },
    ],
    [{ fault: 'resetBefore' }, false, { error: { code: 'ECONNRESET' } }],
    [{ fault: 'resetAfter' }, true, { error: { code: 'ECONNRESET' } }],
    [{ fault: 'noAnswer' }, true, { error: { name: 'RequestTimeoutError' } }],
    [{ fault: 'slow', delayMs: 60_000 }, true, { error: { name: 'RequestTimeoutError' } }],
    [{ fault: 'slow', delayMs: 1 }, true, { statusCode: 200 }],
    [{ fault: 'truncated' }, true, { error: { name: 'SyntaxError' } }],
    [{ fault: 'html502' }, false, { error: { name: 'SyntaxError' } }],
    [{ fault: 'wrongTypes' }, true, { statusCode: 200 }],
    [{ fault: 'missingRows' }, true, { statusCode: 200 }],
  ];
  it.each(cases)('what openapi-core makes of %j (applied: %s)', async (rule, applied, outcome) => {
    const cloud = await openFaulty(rule);
    expect(await callCore(cloud, 'AttachKeyPair', target, isSilent(rule) ? 300 : PATIENCE_MS)).toMatchObject(outcome);
    await expect.poll(() => isAttached(cloud)).toBe(applied);
    expect(cloud.faults.list()).toMatchObject([{ fault: rule.fault, fired: 1 }]);
    expect((await callCore(cloud, 'AttachKeyPair', target)).statusCode).toBe(200);
  });
});

describe('on the wire', () => {
  it.each([
    ['ecs', 'AttachKeyPair', 400, 'Throttling.User', 'Request was denied due to user flow control.'],
    ['ens', 'AttachKeyPair', 400, 'Throttling.User', 'Request was denied due to user flow control.'],
    ['swas', 'AttachKeyPair', 400, 'Throttling.User', 'Request was denied due to user flow control.'],
    ['kms', 'GetSecretValue', 429, 'Rejected.Throttling', 'The QPS upper limit is exceeded.'],
  ])(
    'throttle is what %s documents, with a wait only when one is given',
    async (product, action, status, code, message) => {
      const cloud = await openCloud();
      cloud.faults.add({ fault: 'throttle', times: 1 });
      cloud.faults.add({ fault: 'throttle', delayMs: 40 });
      const first = await call(cloud, product, action);
      expect(first).toMatchObject({ status, body: { Code: code, Message: message } });
      expect(first.headers.get('x-acs-retry-after')).toBeNull();
      expect((await call(cloud, product, action)).headers.get('x-acs-retry-after')).toBe('40');
    },
  );

  it('html502 is a page and no JSON', async () => {
    const response = await attach(await openFaulty({ fault: 'html502' }));
    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toMatch(/^<html>[^]*502 Bad Gateway/);
  });

  it('truncated is a whole HTTP message that holds half the JSON', async () => {
    const response = await attach(await openFaulty({ fault: 'truncated' }));
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toMatch(/^\{"RequestId":"/);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('wrongTypes turns numbers and booleans into strings, and the other way round', async () => {
    const response = await attach(await openFaulty({ fault: 'wrongTypes' }));
    const { RequestId: _requestId, ...body } = (await response.json()) as Record<string, unknown>;
    const row = { Code: 200, Message: 'successful', Success: 'True' };
    expect(body).toEqual({
      TotalCount: '2',
      FailCount: '0',
      KeyPairName: 'ops',
      Results: {
        Result: [
          { ...row, InstanceId: 'i-1' },
          { ...row, InstanceId: 'i-2' },
        ],
      },
    });
  });

  it('missingRows lacks the first half of the rows, and counts as if they were there', async () => {
    const response = await attach(await openFaulty({ fault: 'missingRows' }));
    expect(await response.json()).toMatchObject({ TotalCount: 2, Results: { Result: [{ InstanceId: 'i-2' }] } });
  });

  it('missingRows of one row leaves none', async () => {
    const cloud = await openFaulty({ fault: 'missingRows' });
    const one = { ...target, InstanceIds: '["i-1"]' };
    expect((await call(cloud, 'ecs', 'AttachKeyPair', one)).body.Results).toEqual({ Result: [] });
  });

  it('slow answers in full, so much later', async () => {
    const cloud = await openFaulty({ fault: 'slow', delayMs: 60 });
    const before = performance.now();
    expect(await (await attach(cloud)).json()).toMatchObject({ TotalCount: 2 });
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  it('noAnswer holds the connection until the cloud is closed', async () => {
    const cloud = await openFaulty({ fault: 'noAnswer' });
    const answer = attach(cloud);
    await expect.poll(() => isAttached(cloud)).toBe(true);
    await cloud.close();
    await expect(answer).rejects.toThrow('fetch failed');
  });
});

describe('log of calls', () => {
  const logged: [fault: FaultName, status: number, code: string | null][] = [
    ['throttle', 400, 'Throttling.User'],
    ['error', 500, 'InternalError'],
    ['html502', 502, 'BadGateway'],
    ['resetBefore', 0, 'ConnectionReset'],
    ['resetAfter', 200, null],
    ['truncated', 200, null],
    ['wrongTypes', 200, null],
  ];
  it.each(logged)('the log of calls tells %s by status %i and code %s, and the fault', async (fault, status, code) => {
    const cloud = await openFaulty({ fault } as FaultRule);
    await attach(cloud).catch(() => {});
    const disturbed = cloud.calls.list().filter((record) => record.fault !== undefined);
    expect(disturbed).toMatchObject([{ action: 'AttachKeyPair', fault, status, code, principal: 'operator' }]);
  });

  it.each([
    ['resetBefore', 0],
    ['html502', 0],
    ['throttle', 1],
    ['resetAfter', 1],
  ] as const)('ActionTrail tells, after %s, of %i call', async (fault, times) => {
    const cloud = await openFaulty({ fault });
    cloud.events.clear();
    await attach(cloud).catch(() => {});
    expect(cloud.events.list()).toHaveLength(times);
  });
});

describe('call repeated with its ClientToken', () => {
  it('a call repeated with its ClientToken after resetAfter is answered as the lost one would have been', async () => {
    const cloud = await openCloud();
    cloud.faults.add({ action: 'CreateKeyPair', fault: 'resetAfter', times: 1 });
    const create = () =>
      send(cloud, 'swas', 'CreateKeyPair', { RegionId: 'cn-hangzhou', KeyPairName: 'new', ClientToken: 't' });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(await (await create()).json()).toMatchObject({ KeyPairName: 'new' });
  });
});
