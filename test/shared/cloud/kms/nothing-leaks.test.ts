import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../shared/cloud/clock.ts';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { createSecrets, kmsApi, type Secrets } from '../../../../shared/cloud/kms/index.ts';
import { openCloud } from '../../../../shared/cloud/rpc.ts';
import { type Answerer, json, reset, startAnsweringServer, text } from '../../../build/answering-server.ts';

const MARKER = 'M4RKER';
const DATA = `-----BEGIN PRIVATE KEY-----\n${MARKER}+/=\n-----END PRIVATE KEY-----`;
const name = 'keyfleet/ops';

const ways: Record<string, Answerer> = {
  'a refusal that quotes it': json(400, { Code: 'InvalidParameter', Message: `bad value ${DATA}`, RequestId: 'r-1' }),
  'a code that quotes it': json(400, { Code: DATA, Message: 'no', RequestId: DATA }),
  'a 500 that quotes it': json(500, { Code: 'InternalFailure', Message: DATA }),
  'throttling until time runs out': json(429, { Code: 'Rejected.Throttling', Message: DATA }),
  'an HTML page that quotes it': text(502, 'text/html', `<html>${MARKER}</html>`),
  'a text that begins with it': text(200, 'application/json', `${MARKER} is not JSON`),
  'an XML error that quotes it': text(503, 'text/xml;charset=utf-8', `<Error><Code>${MARKER}</Code></Error>`),
  'truncated JSON that holds it': text(200, 'application/json', `{"SecretData":"${MARKER}`),
  'no secret in the answer': json(200, { SecretData: { [MARKER]: MARKER } }),
  'a binary secret': json(200, { SecretData: MARKER, SecretDataType: 'binary' }),
  'a reset': reset,
  'no answer at all': () => {},
};

const calls: Record<string, (secrets: Secrets) => Promise<unknown>> = {
  GetSecretValue: (secrets) => secrets.get(name),
  DescribeSecret: (secrets) => secrets.describe(name),
  ListSecretVersionIds: (secrets) => secrets.listVersions(name),
  CreateSecret: (secrets) => secrets.create({ name, versionId: 'v1', data: DATA }),
  PutSecretValue: (secrets) => secrets.put({ name, versionId: 'v1', data: DATA }),
  TagResource: (secrets) => secrets.tag(name, { owner: 'ops' }),
  UpdateSecretVersionStage: (secrets) => secrets.updateStage(name, 'ACSCurrent', { to: 'v1' }),
};

let printed: string[];
const unhandled: unknown[] = [];
const onUnhandled = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  printed = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => void printed.push(inspect(values)));
  }
  process.on('unhandledRejection', onUnhandled);
});
afterEach(() => {
  process.off('unhandledRejection', onUnhandled);
  vi.restoreAllMocks();
});

/** What a call comes to when it is given three seconds: calls that are answered at once take part of the first. */
async function run(call: (secrets: Secrets) => Promise<unknown>, url: string) {
  const endMs = Date.now() + 3_000;
  const cloud = openCloud({
    credentials: { accessKeyId: 'ak', accessKeySecret: 'sk' },
    endpoint: url,
    clock: { ...systemClock, random: () => 0 },
    deadlines: { writesMs: endMs, readsMs: endMs, answersMs: endMs },
  });
  return call(createSecrets(cloud(kmsApi('cn-hangzhou')))).catch((error: unknown) => error);
}

const everythingOf = (value: unknown) =>
  [inspect(value, { depth: null, showHidden: true }), (value as Error | undefined)?.stack, printed.join('')].join('\n');

describe('error of a secret call', () => {
  it.each(Object.entries(ways))('holds nothing of the secret after %s', async (_way, answer) => {
    expect.hasAssertions();
    const server = await startAnsweringServer(
      Object.fromEntries(Object.keys(calls).map((action) => [action, [answer]])),
    );
    try {
      const results = await Promise.all(Object.values(calls).map((call) => run(call, server.url)));
      const errors = results.filter((result) => result instanceof Error);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.every((error) => error instanceof CloudError)).toBe(true);
      for (const result of results) {
        expect(everythingOf(result)).not.toMatch(new RegExp(`${MARKER}|BEGIN|SecretData=|Signature`));
      }
    } finally {
      await server.close();
    }
    expect(everythingOf(unhandled)).not.toContain(MARKER);
  });

  it('holds nothing of it when nobody listens', async () => {
    expect.hasAssertions();
    const server = await startAnsweringServer({});
    await server.close();

    for (const call of Object.values(calls)) {
      const error = await run(call, server.url);
      expect(error).toMatchObject({ code: 'CloudUnreachable', fate: 'unreachable' });
      expect(everythingOf(error)).not.toContain(MARKER);
    }
  });

  it('an error of a secret call says the code, the fate and the request id to quote', async () => {
    const refusal = json(403, { Code: 'Forbidden.NoPermission', Message: DATA, RequestId: 'r-quote' });
    const server = await startAnsweringServer({ PutSecretValue: [refusal] });
    const error = await run((secrets) => secrets.put({ name, versionId: 'v1', data: DATA }), server.url);
    await server.close();

    expect(error).toMatchObject({
      code: 'Forbidden.NoPermission',
      fate: 'refused',
      requestId: 'r-quote',
      message: 'PutSecretValue of secret keyfleet/ops: refused (Forbidden.NoPermission)',
    });
  });
});
