import type { LocalCloud, Settings } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { control } from '../../control/control-request.ts';
import { callCore } from '../../core-client.ts';
import { openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';

const hangzhou = { RegionId: 'cn-hangzhou' };

/** A cloud under quotas whose clock the test sets, at a minute's beginning. */
async function openLimited(quotas: Settings['quotas']) {
  let nowMs = Math.ceil(Date.now() / 60_000) * 60_000;
  const cloud = await openCloud({ now: () => nowMs, settings: { quotas } });
  return { cloud, pass: (ms: number) => (nowMs += ms) };
}

/** The codes of so many calls, `ok` for those that passed. */
async function codes(
  cloud: LocalCloud,
  count: number,
  what: Partial<{ product: string; action: string; region: object }> = {},
) {
  const { product = 'ecs', action = 'DescribeKeyPairs', region = hangzhou } = what;
  const found = [];
  for (let n = 0; n < count; n += 1) found.push((await call(cloud, product, action, { ...region })).body.Code ?? 'ok');
  return found;
}
const ok = 'ok';
const throttled = 'Throttling.User';

describe('operation under a quota', () => {
  it('an operation under a quota is refused as documented beyond its burst, and passes again in time', async () => {
    const { cloud, pass } = await openLimited({ 'ecs.DescribeKeyPairs': { rate: 10, burst: 2 } });
    expect(await codes(cloud, 3)).toEqual([ok, ok, throttled]);
    pass(99);
    expect(await codes(cloud, 1)).toEqual([throttled]);
    pass(1);
    expect(await codes(cloud, 2)).toEqual([ok, throttled]);
    const { status, body } = await call(cloud, 'ecs', 'DescribeKeyPairs', hangzhou);
    expect(status).toBe(400);
    expect(body).toMatchObject({ Code: throttled, Message: 'Request was denied due to user flow control.' });
  });

  it('an operation under a quota of so many calls a minute passes again with the next minute', async () => {
    const { cloud, pass } = await openLimited({ 'ecs.DescribeKeyPairs': { limit: 2, windowMs: 60_000 } });
    pass(59_000);
    expect(await codes(cloud, 3)).toEqual([ok, ok, throttled]);
    pass(1000);
    expect(await codes(cloud, 3)).toEqual([ok, ok, throttled]);
  });

  it('an operation under a quota is counted apart in each region', async () => {
    const { cloud } = await openLimited({ 'ecs.DescribeKeyPairs': { rate: 1, burst: 1 } });
    expect(await codes(cloud, 2)).toEqual([ok, throttled]);
    expect(await codes(cloud, 2, { region: { RegionId: 'cn-beijing' } })).toEqual([ok, throttled]);
  });

  it('an operation under a quota is counted together for all callers of the account', async () => {
    const { cloud } = await openLimited({ 'ecs.DescribeKeyPairs': { rate: 1, burst: 1 } });
    const key = cloud.principals.create({ name: 'other' });
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', hangzhou, { key })).status).toBe(200);
    expect(await codes(cloud, 1)).toEqual([throttled]);
  });

  it('an operation under a quota is refused by KMS in its own way', async () => {
    const { cloud } = await openLimited({ 'kms.*': { rate: 1, burst: 1 } });
    const region = { SecretName: 'none' };
    const found = await codes(cloud, 2, { product: 'kms', action: 'GetSecretValue', region });
    expect(found).toEqual(['Forbidden.ResourceNotFound', 'Rejected.Throttling']);
    expect((await call(cloud, 'kms', 'GetSecretValue', region)).status).toBe(429);
  });

  it('an operation under a quota does not count calls whose signature does not hold', async () => {
    const { cloud } = await openLimited({ '*': { rate: 1, burst: 1 } });
    const key = { accessKeyId: cloud.accessKeyId, accessKeySecret: 'wrong' };
    await call(cloud, 'ecs', 'DescribeKeyPairs', hangzhou, { key });
    expect(await codes(cloud, 1)).toEqual([ok]);
  });

  it('changes nothing when it is refused', async () => {
    const { cloud } = await openLimited({ 'ens.ImportKeyPair': { rate: 1, burst: 1 } });
    await codes(cloud, 2, { product: 'ens', action: 'ImportKeyPair', region: {} });
    expect(cloud.calls.list().map(({ code }) => code)).toEqual(['MissingParameter', throttled]);
  });
});

describe('which quota counts', () => {
  const other = { action: 'DescribeInstances' };
  const ens = { product: 'ens', region: {} };

  it("which quota counts is the operation's own, else its product's, else everyone's, for each operation by itself", async () => {
    const { cloud } = await openLimited({
      'ecs.DescribeKeyPairs': { rate: 1, burst: 3 },
      'ecs.*': { rate: 1, burst: 2 },
      '*': { rate: 1, burst: 1 },
    });
    expect(await codes(cloud, 4)).toEqual([ok, ok, ok, throttled]);
    expect(await codes(cloud, 3, other)).toEqual([ok, ok, throttled]);
    expect(await codes(cloud, 2, ens)).toEqual([ok, throttled]);
    expect(await codes(cloud, 2, { ...ens, ...other })).toEqual([0, throttled]);
  });

  it('which quota counts is none where none is set', async () => {
    const { cloud } = await openLimited({ 'ens.DescribeKeyPairs': { rate: 1, burst: 1 } });
    expect(await codes(cloud, 5)).toEqual([ok, ok, ok, ok, ok]);
  });
});

describe('x-acs-retry-after', () => {
  it.each([
    [{ rate: 4, burst: 1 }, null],
    [{ rate: 4, burst: 1, retryAfter: true }, '250'],
    [{ limit: 1, windowMs: 60_000, retryAfter: true }, '60000'],
  ] as const)('x-acs-retry-after under %j is %s', async (quota, header) => {
    const { cloud } = await openLimited({ 'ecs.DescribeKeyPairs': quota });
    await codes(cloud, 1);
    const { headers } = await call(cloud, 'ecs', 'DescribeKeyPairs', hangzhou);
    expect(headers.get('x-acs-retry-after')).toBe(header);
  });

  it('reaches the caller of openapi-core', async () => {
    const cloud = await openCloud({
      settings: { quotas: { '*': { limit: 1, windowMs: 3_600_000, retryAfter: true } } },
    });
    await callCore(cloud, 'DescribeKeyPairs', hangzhou);
    const { error } = await callCore(cloud, 'DescribeKeyPairs', hangzhou);
    expect(error).toMatchObject({ name: 'ThrottlingError', retryAfter: expect.any(Number) });
  });
});

describe('quotas by POST /_local/settings', () => {
  const set = (cloud: LocalCloud, quotas: unknown) => control(cloud, 'POST', '/settings', { quotas });

  it('quotas by POST /_local/settings are merged entry by entry; a new one replaces the old as a whole, and null takes it away', async () => {
    const { cloud } = await openLimited({ 'ecs.*': { rate: 1, burst: 1 }, '*': { rate: 1, burst: 1 } });
    await set(cloud, { 'ecs.*': { limit: 2, windowMs: 1000 }, 'ens.*': { rate: 5, burst: 5 }, '*': null });
    expect(cloud.settings.quotas).toEqual({ 'ecs.*': { limit: 2, windowMs: 1000 }, 'ens.*': { rate: 5, burst: 5 } });
  });

  it('begin afresh when their figures change, and go on counting when other settings do', async () => {
    const { cloud } = await openLimited({ 'ecs.*': { rate: 1, burst: 1 } });
    await codes(cloud, 1);
    await control(cloud, 'POST', '/settings', { latencyMs: 0 });
    expect(await codes(cloud, 1)).toEqual([throttled]);
    await set(cloud, { 'ecs.*': { rate: 1, burst: 2 } });
    expect(await codes(cloud, 3)).toEqual([ok, ok, throttled]);
  });

  it('begin afresh with a reset', async () => {
    const { cloud } = await openLimited({ 'ecs.*': { rate: 1, burst: 1 } });
    await codes(cloud, 1);
    cloud.reset();
    expect(await codes(cloud, 2)).toEqual([ok, throttled]);
  });

  const refused: [quotas: unknown, path: string][] = [
    [{ 'ecs.Reimagine': { rate: 1, burst: 1 } }, 'quotas.ecs.Reimagine'],
    [{ ecs: { rate: 1, burst: 1 } }, 'quotas.ecs'],
    [{ 'oss.*': { rate: 1, burst: 1 } }, 'quotas.oss.*'],
    [{ '*': { rate: 0, burst: 1 } }, 'quotas.*.rate'],
    [{ '*': { rate: 1 } }, 'quotas.*.burst'],
    [{ '*': { rate: 1, burst: 1.5 } }, 'quotas.*.burst'],
    [{ '*': { limit: 1 } }, 'quotas.*.windowMs'],
    [{ '*': { limit: 0, windowMs: 1 } }, 'quotas.*.limit'],
    [{ '*': { limit: 1, windowMs: 1, rate: 1 } }, 'quotas.*.rate'],
    [{ '*': { rate: 1, burst: 1, retryAfter: 'yes' } }, 'quotas.*.retryAfter'],
    [{ '*': 1 }, 'quotas.*'],
    [[], 'quotas'],
    [1, 'quotas'],
  ];
  it.each(refused)('refuses %j and names the field', async (quotas, path) => {
    const cloud = await openCloud();
    const { status, body } = await set(cloud, quotas);
    expect(status).toBe(400);
    expect(body).toMatchObject({ details: [{ path, expected: expect.any(String) }] });
    expect(cloud.settings.quotas).toEqual({});
  });
});
