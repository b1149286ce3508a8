import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, build } from '../../build/bundle.ts';
import { createKey } from '../shared/login/keys.ts';
import { startSshd } from '../shared/login/servers.ts';
import { json, startAnsweringServer } from './answering-server.ts';
import { runBundle } from './run-bundle.ts';

let outDir: string;
let bundles: Bundle[];
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'keyfleet-login-bundle-'));
  bundles = await build({ outDir });
});
afterAll(() => rm(outDir, { recursive: true }));

const { privateKey, publicKey } = createKey('RSA as PKCS#8');

/** Attaches with `verify: "login"`, where the cloud says that sshd is at this port. */
async function attach(sshPort: number) {
  const instance = {
    InstanceId: 'i-1',
    Status: 'Running',
    OSType: 'linux',
    KeyPairName: '',
    VpcAttributes: { PrivateIpAddress: { IpAddress: ['127.0.0.1'] } },
    Tags: { Tag: [{ TagKey: 'keyfleet:ssh-port', TagValue: String(sshPort) }] },
  };
  const version = { VersionId: 'v1', VersionStages: { VersionStage: ['ACSCurrent'] } };
  const server = await startAnsweringServer({
    DescribeInstances: [json(200, { Instances: { Instance: [instance] } })],
    DescribeKeyPairs: [json(200, { KeyPairs: { KeyPair: [{ KeyPairName: 'ops', PublicKey: publicKey }] } })],
    AttachKeyPair: [json(200, { Results: { Result: [{ InstanceId: 'i-1', Success: 'true', Code: '200' }] } })],
    ListSecretVersionIds: [json(200, { VersionIds: { VersionId: [version] } })],
    DescribeSecret: [json(200, {})],
    GetSecretValue: [json(200, { SecretData: privateKey, VersionId: 'v1' })],
  });
  const login = { verify: 'login', secret: 'keyfleet/ops', trustFirstHostKey: true };
  const { report, output } = await runBundle(join(outDir, 'attach'), server.url, login);
  await server.close();
  return { result: report.results[0], output };
}

describe('SSH client', () => {
  it('the SSH client is not in the bundle that a cold start loads', () => {
    expect.hasAssertions();
    for (const { metafile } of bundles) {
      expect(Object.keys(metafile.inputs).filter((file) => file.includes('/ssh2/'))).toEqual([]);
    }
  });

  it.each(['attach', 'detach'])('the SSH client stands beside %s in one file', async (name) => {
    const bundle = bundles.find((one) => one.name === name);
    expect(bundle?.loginFile).toBe(join(dirname(bundle?.file ?? ''), 'login.js'));
    expect((await stat(bundle?.loginFile ?? '')).size).toBeLessThanOrEqual(350 * 1024);
  });

  it('logs in from there, and prints nothing of the key', async () => {
    const { port } = await startSshd({});
    const { result, output } = await attach(port);

    expect(result).toMatchObject({ status: 'succeeded', attached: 'yes', effective: 'yes', seenBy: 'login' });
    const [, line = ''] = privateKey.split('\n');
    expect(output).not.toContain(line);
    expect(output).not.toMatch(/BEGIN|SecretData/);
  });

  it('sees from there that the key is not taken before the next start', async () => {
    const { port } = await startSshd({ authenticate: (context) => context.reject(['publickey']) });
    const { result } = await attach(port);

    expect(result).toMatchObject({ status: 'succeeded', effective: 'afterStart', seenBy: 'login' });
  });
});
