import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixtureCloud, startFixtureHost } from './fixture-host.ts';
import { invoke } from './invoke.ts';

const keys = { accessKeyId: 'ak', accessKeySecret: 'sk' };

/** A folder of policies that holds `dump.json`, or nothing. */
async function folderWith(text?: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'policies-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (text !== undefined) await writeFile(path.join(folder, 'dump.json'), text);
  return folder;
}

const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['ecs:A', 'ecs:B'], Resource: '*' }] };

describe("function's role", () => {
  it("a function's role is assumed with the policy of the file that is named as the function", async () => {
    const assumed: unknown[] = [];
    const principals = {
      ...fixtureCloud.principals,
      assumeRole: (role: { roleName: string; policy: object }) => {
        assumed.push(role);
        return fixtureCloud.principals.assumeRole(role);
      },
    };
    const policies = await folderWith(JSON.stringify(policy));
    const { url } = await startFixtureHost({ policies, cloud: { ...fixtureCloud, principals } });
    await invoke(url, 'fixture-dump', { body: '{}' }, keys);
    await invoke(url, 'fixture-echo', { body: '{}' }, keys);
    expect(assumed).toEqual([{ roleName: 'fixture-dump', policy }]);
  });
});

describe('the host does not start', () => {
  it.each([
    [
      'without the file',
      undefined,
      /^resources\.dump\.props\.role: there is no .*dump\.json, which says what the role may do$/,
    ],
    ['with a file that is no JSON', '{', /^resources\.dump\.props\.role: .*dump\.json: /],
    [
      'with a policy that is none',
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":"x","Resource":"*"}]}',
      /dump\.json: Statement\[0\]\.Action: expected/,
    ],
  ])('the host does not start %s of a function that has a role', async (_what, text, message) => {
    const policies = await folderWith(text);
    await expect(startFixtureHost({ policies })).rejects.toThrow(message);
    await expect(startFixtureHost({ policies })).rejects.toMatchObject({ code: 'InvalidSpec' });
  });
});

describe('InvokeFunction', () => {
  it('InvokeFunction asks whether the caller may invoke that function', async () => {
    const asked: unknown[] = [];
    const mayDo = (...question: unknown[]) => asked.push(question) < 2;
    const cloud = { ...fixtureCloud, principals: { ...fixtureCloud.principals, mayDo } };
    const { url } = await startFixtureHost({ cloud });
    expect((await invoke(url, 'fixture-echo', { body: '{}' }, keys)).status).toBe(200);
    await expect(invoke(url, 'fixture-echo', { body: '{}' }, keys)).rejects.toMatchObject({
      code: 'AccessDenied',
      statusCode: 403,
    });
    const resource = 'acs:fc:cn-hangzhou:1234567890123456:functions/fixture-echo';
    expect(asked).toEqual([1, 2].map(() => ['ak', 'fc:InvokeFunction', resource]));
  });
});
