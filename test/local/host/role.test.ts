import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { PolicyDocument } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startStack } from '../../../cli/stack.ts';
import { invoke } from './invoke.ts';

const ram = path.resolve(import.meta.dirname, '../../../ram');
const body = JSON.stringify({
  product: 'ecs',
  regionId: 'cn-hangzhou',
  keyPairName: 'ops',
  instanceIds: ['i-bp1demo0000000000003'],
});

/** The functions of the project, with one permission less for the role of attach. */
async function startWithout(removed?: string) {
  const policies = await mkdtemp(path.join(os.tmpdir(), 'ram-'));
  onTestFinished(() => rm(policies, { recursive: true }));
  await cp(ram, policies, { recursive: true });
  const file = path.join(policies, 'attach.json');
  const { Statement } = JSON.parse(await readFile(file, 'utf8')) as PolicyDocument;
  const rest = Statement.map((one) => ({ ...one, Action: [one.Action].flat().filter((name) => name !== removed) }));
  const document = { Version: '1', Statement: rest.filter(({ Action }) => Action.length > 0) };
  await writeFile(file, JSON.stringify(document));
  const stack = await startStack({ fleet: 'demo', env: {}, log: () => {}, policies });
  onTestFinished(() => stack.close());
  return stack;
}

describe('function in the local host', () => {
  it.each([
    ['its policy', undefined, 'succeeded'],
    ['its policy without ecs:AttachKeyPair', 'ecs:AttachKeyPair', 'Forbidden.RAM'],
    ['its policy without ecs:DescribeInstances', 'ecs:DescribeInstances', 'Forbidden.RAM'],
  ])('runs under %s', async (_what, removed, expected) => {
    const { cloud, host } = await startWithout(removed);
    const { accessKeyId, accessKeySecret } = cloud;
    const answer = await invoke(host.url, 'keyfleet-attach', { body }, { accessKeyId, accessKeySecret });
    const { results } = JSON.parse(answer.body.toString()) as { results: { status: string; code: string }[] };
    expect(results.map(({ status, code }) => (status === 'succeeded' ? status : code))).toEqual([expected]);
    expect(new Set(cloud.calls.list().map(({ principal }) => principal))).toEqual(new Set(['keyfleet-attach']));
  });

  it('a function in the local host is invoked only by who may invoke it', async () => {
    const { cloud, host } = await startWithout();
    const invoker = (name: string) => {
      const resource = `acs:fc:*:*:functions/${name}`;
      const statement = { Effect: 'Allow', Action: 'fc:InvokeFunction', Resource: resource } as const;
      const policy = { Version: '1', Statement: [statement] } as const;
      const { accessKeyId, accessKeySecret } = cloud.principals.create({ name: 'invoker', policy });
      return { accessKeyId, accessKeySecret };
    };
    expect((await invoke(host.url, 'keyfleet-attach', { body }, invoker('keyfleet-attach'))).status).toBe(200);
    const denied = invoke(host.url, 'keyfleet-attach', { body }, invoker('keyfleet-detach'));
    await expect(denied).rejects.toMatchObject({ code: 'AccessDenied', statusCode: 403 });
  });
});
