import { beforeEach, describe, expect, it } from 'vitest';
import * as attachFunction from '../../functions/attach.ts';
import type { HttpAnswer } from '../../shared/triggers/http.ts';
import { contextFor, createKeyPair, targetOf } from '../stack.ts';
import { type ChangeScene, openChange } from './change-scene.ts';
import { httpEvent } from './http-event.ts';

let scene: ChangeScene;
beforeEach(async () => {
  scene = await openChange();
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
  ])('a request that is refused with %s says so', async (_what, body, change, statusCode, code) => {
    const answer = await scene.post('attach', body, change);
    expect(answer.statusCode).toBe(statusCode);
    expect(answer.report).toMatchObject({ requestId: '1-test', code });
    expect(scene.cloud.calls.list()).toEqual([]);
  });

  it('a request that is refused with more instances than the environment allows says how many are allowed', async () => {
    const { statusCode, report } = await scene.post('attach', valid, {}, { KEYFLEET_MAX_INSTANCES: '1' });
    expect([statusCode, report]).toMatchObject([
      413,
      { code: 'TooManyInstances', message: expect.stringContaining('at most 1 ') },
    ]);
  });

  it('finds every problem', async () => {
    const { report } = await scene.post('attach', { product: 'ecs', regionId: 1, instanceIds: [] });
    expect(report).toMatchObject({ details: [{ path: 'regionId' }, { path: 'keyPairName' }, { path: 'instanceIds' }] });
  });

  it('a request that is refused by a failure of our own shows the request id and no stack', async () => {
    const event = Buffer.from(JSON.stringify(httpEvent(JSON.stringify(valid))));
    const { function: _, ...broken } = contextFor(scene.cloud);
    const { statusCode, body } = (await scene.handlerOf('attach')(event, broken as never)) as HttpAnswer;
    expect(statusCode).toBe(500);
    const message = expect.stringContaining('1-test');
    expect(JSON.parse(body)).toEqual({ requestId: '1-test', code: 'InternalError', message });
    expect(scene.logged.join()).toContain('TypeError');
  });

  it('a request that is refused by an address in its environment that is none says which', async () => {
    const { statusCode, report } = await scene.post('attach', valid, {}, { KEYFLEET_ENDPOINT: 'not a url' });
    const message = 'KEYFLEET_ENDPOINT: expected an address, e.g. "http://127.0.0.1:4510"';
    expect([statusCode, report]).toEqual([500, { requestId: '1-test', code: 'InvalidConfiguration', message }]);
  });

  it('a request that is refused by a function without a role says what to set', async () => {
    const event = Buffer.from(JSON.stringify(httpEvent(JSON.stringify(valid))));
    const answer = await scene.handlerOf('attach')(event, { ...contextFor(scene.cloud), credentials: {} });
    expect(answer).toMatchObject({ statusCode: 500, body: expect.stringContaining('role') });
  });
});

describe('a direct invocation', () => {
  it('takes the same JSON as the event and returns the report itself', async () => {
    await createKeyPair(scene.cloud, 'ecs', 'ops');
    const event = Buffer.from(JSON.stringify(targetOf('ecs', 'ops', scene.make('ecs', 1))));
    expect(await scene.handlerOf('attach')(event, contextFor(scene.cloud))).toMatchObject({ succeededCount: 1 });
  });

  it('returns an error as data, so that the platform shows no stack', async () => {
    const answer = await attachFunction.handler(Buffer.from('[]'), contextFor(scene.cloud));
    expect(answer).toMatchObject({ code: 'InvalidParameter', requestId: '1-test' });
  });
});

describe('log', () => {
  it('the log is one line with the request id and the counts, and names no instance', async () => {
    await createKeyPair(scene.cloud, 'ecs', 'ops');
    const [id] = scene.make('ecs', 1) as [string];
    await scene.post('attach', targetOf('ecs', 'ops', [id]));
    expect(scene.logged).toHaveLength(1);
    expect(JSON.parse(scene.logged[0] ?? '')).toMatchObject({
      requestId: '1-test',
      statusCode: 200,
      succeededCount: 1,
    });
    expect(scene.logged[0]).not.toContain(id);
  });
});
