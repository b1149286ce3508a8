import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../shared/cloud/clock.ts';
import { createSecrets, kmsApi, type Secrets } from '../../../../shared/cloud/kms/index.ts';
import { openCloud } from '../../../../shared/cloud/rpc.ts';
import { type Answerer, startAnsweringServer } from '../../../build/answering-server.ts';

const name = 'keyfleet/ops';
const data = 'hush +/= &';

const calls: Record<string, (secrets: Secrets) => Promise<unknown>> = {
  GetSecretValue: (secrets) => secrets.get(name),
  DescribeSecret: (secrets) => secrets.describe(name),
  ListSecretVersionIds: (secrets) => secrets.listVersions(name),
  CreateSecret: (secrets) => secrets.create({ name, versionId: 'v1', data }),
  PutSecretValue: (secrets) => secrets.put({ name, versionId: 'v1', data }),
  TagResource: (secrets) => secrets.tag(name, { owner: 'ops' }),
  UpdateSecretVersionStage: (secrets) => secrets.updateStage(name, 'ACSCurrent', { to: 'v1' }),
};

/** What a call puts on the wire. */
async function sentBy(action: string): Promise<{ line: string; form: URLSearchParams }> {
  let line = '';
  let body: Promise<string> = Promise.resolve('');
  const answer: Answerer = (response, request) => {
    line = `${request.method} ${request.url}`;
    body = text(request);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"SecretData":"x"}');
  };
  const server = await startAnsweringServer({ [action]: [answer] });
  const never = Number.POSITIVE_INFINITY;
  const cloud = openCloud({
    credentials: { accessKeyId: 'ak', accessKeySecret: 'sk' },
    endpoint: server.url,
    clock: systemClock,
    deadlines: { writesMs: never, readsMs: never, answersMs: never },
  });
  await calls[action]?.(createSecrets(cloud(kmsApi('cn-shanghai'))));
  await server.close();
  return { line, form: new URLSearchParams(await body) };
}

describe('a call of KMS', () => {
  it.each(Object.keys(calls))('%s has nothing in its request line, and says its region in its body', async (action) => {
    const { line, form } = await sentBy(action);
    expect(line).toBe('POST /');
    expect(Object.fromEntries(form)).toMatchObject({ RegionId: 'cn-shanghai', SecretName: name });
  });

  it.each(['CreateSecret', 'PutSecretValue'])('%s carries the value in its body, whatever is in it', async (action) => {
    expect((await sentBy(action)).form.get('SecretData')).toBe(data);
  });
});
