import { describe, expect, it } from 'vitest';
import { startRunningStack } from '../../cli/running-stack.ts';
import { invoke, type Keys } from './invoke.ts';
import { send, signWith } from './send.ts';

const target = {
  product: 'ecs',
  regionId: 'cn-hangzhou',
  keyPairName: 'ops',
  instanceIds: ['i-bp1demo0000000000003', 'i-bp1demo0000000000006'],
};

const keysOf = ({ accessKeyId, accessKeySecret }: Keys): Keys => ({ accessKeyId, accessKeySecret });

/** A running stack, and a signed request to one of its HTTP triggers. */
async function startSigned() {
  const stack = await startRunningStack();
  const keys = [stack.cloud.accessKeyId, stack.cloud.accessKeySecret] as const;
  const post = (body: string, contentType = 'application/json') => {
    const headers = { 'x-acs-date': new Date().toISOString(), 'content-type': contentType };
    return send(`${stack.host.url}/attach`, {
      headers: signWith(headers, { pathname: '/attach', payload: '' }, keys),
      body,
    });
  };
  return { ...stack, post };
}

describe('deployed bundle of attach', () => {
  it('answers a signed request with a report', async () => {
    const { post } = await startSigned();

    const answer = await post(JSON.stringify(target));

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json()).toMatchObject({
      requestId: answer.headers['x-fc-request-id'],
      succeededCount: 1,
      failCount: 1,
    });
  });

  it("calls the cloud with its role's credentials, not the caller's", async () => {
    const { post, cloud } = await startSigned();

    await post(JSON.stringify(target));

    expect(new Set(cloud.calls.list().map(({ principal }) => principal))).toEqual(new Set(['keyfleet-attach']));
  });

  const tooMany = JSON.stringify({ ...target, instanceIds: Array.from({ length: 501 }, (_, n) => `i-${n}`) });
  it.each([
    ['fields that are missing', 400, 'InvalidParameter', '{"product":"ecs"}', 'application/json'],
    ['what is not JSON', 400, 'InvalidParameter', 'no json', 'application/json'],
    ['another media type', 415, 'UnsupportedMediaType', '{}', 'text/plain'],
    ['501 instances', 413, 'TooManyInstances', tooMany, 'application/json'],
  ])('refuses %s with %i %s', async (_, status, code, body, contentType) => {
    const { post } = await startSigned();

    const answer = await post(body, contentType);

    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ code, requestId: answer.headers['x-fc-request-id'] });
  });

  it('the deployed bundle of attach is invoked directly by the platform API with the same JSON', async () => {
    const { host, cloud } = await startRunningStack();

    const answer = await invoke(host.url, 'keyfleet-attach', { body: JSON.stringify(target) }, keysOf(cloud));

    expect(JSON.parse(answer.body.toString())).toMatchObject({ totalCount: 2, succeededCount: 1 });
  });
});
