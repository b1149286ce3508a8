import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as attachFunction from '../../functions/attach.ts';
import { type LocalCloud, startLocalCloud } from '../../local/cloud/index.ts';
import { readCommand } from '../../shared/command.ts';
import { dispatch } from '../../shared/dispatch.ts';
import { defineHandler } from '../../shared/handler.ts';
import { productNames, products } from '../../shared/products/index.ts';
import type { ProductName } from '../../shared/products/product.ts';
import { type Report, summarize } from '../../shared/report.ts';
import { contextFor, createKeyPair, regionOf, targetOf } from '../stack.ts';
import { httpEvent } from './http-event.ts';

let cloud: LocalCloud;
let logged: string[];
beforeEach(async () => {
  cloud = await startLocalCloud();
  logged = [];
});
afterEach(() => cloud.close());

/** The function as it is exported, but with this test's surroundings. */
function handlerOf(action: 'attach' | 'detach', environment: Record<string, string> = {}) {
  return defineHandler(
    { read: (payload, { maxInstances }) => readCommand(action, payload, maxInstances), run: dispatch, summarize },
    { environment: { KEYFLEET_ENDPOINT: cloud.url, ...environment }, log: (line) => logged.push(line) },
  );
}

async function post(action: 'attach' | 'detach', body: unknown, change: object = {}, environment = {}) {
  const event = Buffer.from(JSON.stringify({ ...httpEvent(JSON.stringify(body)), ...change }));
  const answer = (await handlerOf(action, environment)(event, contextFor(cloud))) as {
    statusCode: number;
    body: string;
  };
  return { statusCode: answer.statusCode, answer, report: JSON.parse(answer.body) as Report };
}

function make(product: ProductName, count: number, more: object = {}): string[] {
  if (count === 0) return [];
  const region = regionOf(product);
  const status = products[product].states.at(-1) as 'Stopped';
  return cloud.instances
    .add([{ product, count, status, ...(region && { regionId: region }), ...more }])
    .map((i) => i.instanceId);
}

const callsOf = (action: string) => cloud.calls.list().filter((call) => call.action === action);

describe('an attach request over HTTP', () => {
  it('reports one result per instance, in the order asked, over all products', async () => {
    for (const product of productNames) await createKeyPair(cloud, product, 'ops');
    const ids = { ecs: make('ecs', 2), ens: make('ens', 1), swas: make('swas', 1) };
    const targets = [
      targetOf('swas', 'ops', ids.swas),
      targetOf('ecs', 'ops', [ids.ecs[1] ?? '', 'i-doesnotexist0001', ids.ecs[0] ?? '']),
      targetOf('ens', 'ops', ids.ens),
    ];
    const { statusCode, report } = await post('attach', { targets });
    expect(statusCode).toBe(200);
    expect(report).toMatchObject({
      requestId: '1-test',
      action: 'attach',
      complete: true,
      totalCount: 5,
      succeededCount: 4,
      failCount: 1,
      skippedCount: 0,
      unknownCount: 0,
    });
    expect(report.results.map(({ instanceId }) => instanceId)).toEqual(targets.flatMap((target) => target.instanceIds));
    expect(report.results[0]).toEqual({
      product: 'swas',
      regionId: 'cn-hangzhou',
      instanceId: ids.swas[0],
      keyPairName: 'ops',
      keyPairId: null,
      status: 'succeeded',
      code: '200',
      message: 'success; password login goes off with the next start',
      cloudRequestId: expect.any(String),
      attached: 'yes',
      effective: 'afterStart',
      seenBy: 'answer',
      replaced: null,
    });
    expect(report.results[2]).toMatchObject({ status: 'failed', code: 'InvalidInstanceId.NotFound', effective: 'no' });
    expect(report.results[4]).toMatchObject({ regionId: null, keyPairId: expect.stringMatching(/^ssh-/) });
  });

  it('names the key pair that it replaced', async () => {
    await createKeyPair(cloud, 'ecs', 'ops');
    const ids = make('ecs', 1, { keyPairName: 'old' });
    const { report } = await post('attach', targetOf('ecs', 'ops', ids));
    expect(report.results[0]).toMatchObject({ status: 'succeeded', replaced: 'old' });
  });

  it('changes nothing in a dry run and says per instance what would happen', async () => {
    for (const product of productNames) await createKeyPair(cloud, product, 'ops');
    const ecs = [
      ...make('ecs', 1),
      ...make('ecs', 1, { keyPairName: 'ops' }),
      ...make('ecs', 1, { keyPairName: 'old' }),
      ...make('ecs', 1, { os: 'windows' }),
      'i-doesnotexist0001',
    ];
    const ens = make('ens', 1, { status: 'Running' });
    const { report } = await post('attach', {
      targets: [targetOf('ecs', 'ops', ecs), targetOf('ens', 'ops', ens)],
      dryRun: true,
    });
    expect(report.results.map(({ code }) => code)).toEqual([
      'WouldAttach',
      'AlreadyAttached',
      'WouldReplace',
      'DependencyViolation.WindowsInstance',
      'InvalidInstanceId.NotFound',
      'IncorrectInstanceStatus',
    ]);
    expect(report.results[2]?.replaced).toBe('old');
    expect(report.dryRun).toBe(true);
    expect(callsOf('AttachKeyPair')).toEqual([]);
  });

  it('fails the instances of a key pair that is not there and goes on with the others', async () => {
    await createKeyPair(cloud, 'ecs', 'ops');
    const [first, second] = make('ecs', 2) as [string, string];
    const targets = [
      targetOf('ecs', 'nope', [first]),
      targetOf('ecs', 'ops', [second]),
      targetOf('ens', 'nope', make('ens', 1)),
    ];
    const { report } = await post('attach', { targets });
    expect(report.results.map(({ status, code }) => [status, code])).toEqual([
      ['failed', 'InvalidKeyPairName.NotFound'],
      ['succeeded', '200'],
      ['failed', 'InvalidKeyPairName.NotFound'],
    ]);
  });

  it('is done once: a second run changes nothing', async () => {
    await createKeyPair(cloud, 'swas', 'ops');
    const target = targetOf('swas', 'ops', make('swas', 3));
    await post('attach', target);
    const { report } = await post('attach', target);
    expect(report).toMatchObject({ succeededCount: 0, skippedCount: 3 });
    expect(callsOf('AttachKeyPair')).toHaveLength(1);
  });
});

describe('a detach request', () => {
  it.each(productNames)('detaches on %s and skips what does not carry the key pair', async (product) => {
    await createKeyPair(cloud, product, 'ops');
    const carrying = make(product, 2, { keyPairName: 'ops' });
    const other = make(product, 1, { keyPairName: 'other' });
    const { report } = await post('detach', {
      ...targetOf(product, 'ops', [...other, ...carrying]),
      allowUnverified: true,
    });
    expect(report.results.map(({ status, code }) => [status, code])).toEqual([
      ['skipped', 'NotAttached'],
      ['succeeded', '200'],
      ['succeeded', '200'],
    ]);
    expect(cloud.instances.get(other[0] ?? '')?.keyPairName).toBe('other');
  });
});

describe('a request that is refused', () => {
  const valid = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1', 'i-2'] };
  it.each([
    ['an unknown field', { ...valid, forced: true }, {}, 400, 'InvalidParameter'],
    ['a body that is not JSON', valid, { body: '{' }, 400, 'InvalidParameter'],
    [
      'a body that is not JSON at all',
      valid,
      { headers: { 'Content-Type': 'text/plain' } },
      415,
      'UnsupportedMediaType',
    ],
    ['another method', valid, { requestContext: { http: { method: 'GET' } } }, 405, 'MethodNotAllowed'],
  ])('with %s says so', async (_what, body, change, statusCode, code) => {
    const answer = await post('attach', body, change);
    expect(answer.statusCode).toBe(statusCode);
    expect(answer.report).toMatchObject({ requestId: '1-test', code });
    expect(cloud.calls.list()).toEqual([]);
  });

  it('with more instances than the environment allows says how many are allowed', async () => {
    const { statusCode, report } = await post('attach', valid, {}, { KEYFLEET_MAX_INSTANCES: '1' });
    expect([statusCode, report]).toMatchObject([
      413,
      { code: 'TooManyInstances', message: expect.stringContaining('at most 1 ') },
    ]);
  });

  it('finds every problem', async () => {
    const { report } = await post('attach', { product: 'ecs', regionId: 1, instanceIds: [] });
    expect(report).toMatchObject({ details: [{ path: 'regionId' }, { path: 'keyPairName' }, { path: 'instanceIds' }] });
  });

  it('by a failure of our own shows the request id and no stack', async () => {
    const { statusCode, report } = await post('attach', valid, {}, { KEYFLEET_ENDPOINT: 'not a url' });
    expect(statusCode).toBe(500);
    expect(report).toEqual({ requestId: '1-test', code: 'InternalError', message: expect.stringContaining('1-test') });
    expect(logged.join()).toContain('TypeError');
  });

  it('by a function without a role says what to set', async () => {
    const event = Buffer.from(JSON.stringify(httpEvent(JSON.stringify(valid))));
    const answer = await handlerOf('attach')(event, { ...contextFor(cloud), credentials: {} });
    expect(answer).toMatchObject({ statusCode: 500, body: expect.stringContaining('role') });
  });
});

describe('a direct invocation', () => {
  it('takes the same JSON as the event and returns the report itself', async () => {
    await createKeyPair(cloud, 'ecs', 'ops');
    const event = Buffer.from(JSON.stringify(targetOf('ecs', 'ops', make('ecs', 1))));
    expect(await handlerOf('attach')(event, contextFor(cloud))).toMatchObject({ succeededCount: 1 });
  });

  it('returns an error as data, so that the platform shows no stack', async () => {
    const answer = await attachFunction.handler(Buffer.from('[]'), contextFor(cloud));
    expect(answer).toMatchObject({ code: 'InvalidParameter', requestId: '1-test' });
  });
});

describe('the log', () => {
  it('is one line with the request id and the counts, and names no instance', async () => {
    await createKeyPair(cloud, 'ecs', 'ops');
    const [id] = make('ecs', 1) as [string];
    await post('attach', targetOf('ecs', 'ops', [id]));
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ requestId: '1-test', statusCode: 200, succeededCount: 1 });
    expect(logged[0]).not.toContain(id);
  });
});

describe('any mix of targets', () => {
  const sizes = fc.record({ ecs: fc.nat(900), ens: fc.nat(500), swas: fc.nat(600) });

  it('takes exactly as many calls as the limits ask for, and gives each distinct id one result', async () => {
    for (const product of productNames) for (const name of ['ops', 'dev']) await createKeyPair(cloud, product, name);
    await fc.assert(
      fc.asyncProperty(sizes, sizes, fc.nat(3), async (ops, dev, cuts) => {
        const groups = productNames.flatMap((product) => [
          { product, keyPairName: 'ops', ids: make(product, ops[product]) },
          { product, keyPairName: 'dev', ids: make(product, dev[product]) },
        ]);
        const targets = groups.flatMap(({ product, keyPairName, ids }) =>
          cut(ids, cuts).map((part) => targetOf(product, keyPairName, part)),
        );
        fc.pre(targets.length > 0);
        cloud.calls.clear();
        const { report } = await post('attach', { targets }, {}, { KEYFLEET_MAX_INSTANCES: '5000' });
        expect(report.results.map((one) => one.instanceId)).toEqual(targets.flatMap((target) => target.instanceIds));
        expect(report.succeededCount).toBe(report.totalCount);
        const least = groups.reduce(
          (sum, { product, ids }) => sum + Math.ceil(ids.length / products[product].maxInstancesPerCall),
          0,
        );
        expect(callsOf('AttachKeyPair')).toHaveLength(least);
      }),
      { numRuns: 8 },
    );
  });
});

/** Splits ids into a few targets, none of them empty. */
function cut(ids: readonly string[], cuts: number): string[][] {
  const size = Math.max(1, Math.ceil(ids.length / (cuts + 1)));
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));
}
