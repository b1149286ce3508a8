import { type CloudEvent, isCloudEvent, type LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { importKeyPair, openCloud, publicKeyLine } from '../open-cloud.ts';
import { call } from '../signed-call.ts';
import { type Fields, sample } from './samples.ts';

const region = { RegionId: 'cn-shanghai' };

/** What ActionTrail announced, and nothing of what comes of instances. */
function trail(cloud: LocalCloud): CloudEvent[] {
  return cloud.events
    .list()
    .filter(isCloudEvent)
    .filter(({ type }) => type.endsWith(':ActionTrail:ApiCall'));
}

const lastOf = (cloud: LocalCloud) => trail(cloud).at(-1)?.data as Fields;

async function attach(cloud: LocalCloud, options?: Parameters<typeof call>[4]) {
  cloud.instances.add([{ product: 'ecs', regionId: 'cn-shanghai', instanceId: 'i-1', keyPairName: 'ops' }]);
  const target = { ...region, KeyPairName: 'ops', InstanceIds: '["i-1"]' };
  return call(cloud, 'ecs', 'AttachKeyPair', target, options);
}

describe('call that writes', () => {
  it('a call that writes is announced with every field of the published sample', async () => {
    expect.hasAssertions();
    const { eventAttributes: _onlyOfSensitiveActions, ...published } = sample('actiontrail-apicall-deletedisk');
    const cloud = await openCloud();
    await attach(cloud);
    const data = lastOf(cloud);
    expect(Object.keys(data)).toEqual(expect.arrayContaining(Object.keys(published)));
    for (const same of ['eventVersion', 'eventRW', 'eventType', 'serviceName', 'isGlobal']) {
      expect(data[same]).toEqual(published[same]);
    }
    for (const [name, value] of Object.entries(published)) expect(typeof data[name]).toBe(typeof value);
  });

  it('a call that writes says who did what to which resources', async () => {
    const cloud = await openCloud();
    const { body } = await attach(cloud, { headers: { 'user-agent': 'test/1' } });
    expect(trail(cloud)[0]).toMatchObject({
      source: 'acs.ecs',
      type: 'ecs:ActionTrail:ApiCall',
      aliyunregionid: 'cn-shanghai',
      aliyunaccountid: cloud.accountId,
    });
    expect(lastOf(cloud)).toEqual({
      eventId: expect.any(String),
      eventVersion: 1,
      eventRW: 'Write',
      eventType: 'ApiCall',
      eventName: 'AttachKeyPair',
      eventSource: 'ecs.cn-shanghai.aliyuncs.com',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      serviceName: 'Ecs',
      apiVersion: '2014-05-26',
      acsRegion: 'cn-shanghai',
      isGlobal: false,
      requestId: body.RequestId,
      requestParameters: { ...region, KeyPairName: 'ops', InstanceIds: '["i-1"]' },
      responseElements: { RequestId: body.RequestId },
      sourceIpAddress: '127.0.0.1',
      userAgent: 'test/1',
      userIdentity: {
        type: 'ram-user',
        accountId: cloud.accountId,
        principalId: expect.stringMatching(/^\d{18}$/),
        accessKeyId: cloud.accessKeyId,
        userName: 'operator',
      },
      referencedResources: { 'ACS::ECS::Instance': ['i-1'], 'ACS::ECS::KeyPair': ['ops'] },
    });
  });

  it('names the role that was assumed', async () => {
    const cloud = await openCloud();
    const role = cloud.principals.assumeRole({ roleName: 'attach' });
    await attach(cloud, { key: role });
    const { principalId } = lastOf(cloud).userIdentity as { principalId: string };
    expect(lastOf(cloud).userIdentity).toMatchObject({
      type: 'assumed-role',
      accessKeyId: role.accessKeyId,
      userName: 'attach:session',
      sessionContext: { attributes: { mfaAuthenticated: 'false', creationDate: expect.any(String) } },
    });
    expect(principalId).toMatch(/^\d{18}:session$/);
  });

  it('a call that writes is announced when it failed, with the error', async () => {
    const cloud = await openCloud();
    const { body } = await call(cloud, 'ecs', 'CreateKeyPair', { ...region, KeyPairName: '1' });
    expect(lastOf(cloud)).toMatchObject({
      eventName: 'CreateKeyPair',
      errorCode: body.Code,
      errorMessage: body.Message,
    });
  });

  it('a call that writes counts as central on ENS, which knows no regions', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ens', 'ops');
    expect(trail(cloud)).toMatchObject([
      { source: 'acs.ens', type: 'ens:ActionTrail:ApiCall', aliyunregionid: 'cn-hangzhou' },
    ]);
    expect(lastOf(cloud)).toMatchObject({ serviceName: 'Ens', referencedResources: { 'ACS::ENS::KeyPair': ['ops'] } });
  });

  it('a call that writes never carries a private key, a secret or a signature', async () => {
    const cloud = await openCloud({ settings: { secretWithoutInstance: 'allow' } });
    await call(cloud, 'ecs', 'CreateKeyPair', { ...region, KeyPairName: 'new', Password: 'hush' });
    await call(cloud, 'kms', 'CreateSecret', { SecretName: 'keyfleet/ops', VersionId: 'v1', SecretData: 'hush' });
    expect(trail(cloud)).toHaveLength(2);
    expect(JSON.stringify(trail(cloud))).not.toMatch(/PRIVATE KEY|hush|ACS3-HMAC/);
    expect(lastOf(cloud)).toMatchObject({
      serviceName: 'Kms',
      requestParameters: { SecretName: 'keyfleet/ops', VersionId: 'v1' },
      referencedResources: { 'ACS::KMS::Secret': ['keyfleet/ops'] },
    });
  });
});

describe('no event comes of', () => {
  const silent: [what: string, send: (cloud: LocalCloud) => Promise<unknown>][] = [
    ['a call that reads', (cloud) => call(cloud, 'ecs', 'DescribeKeyPairs', region)],
    ['a call of SWAS', (cloud) => importKeyPair(cloud, 'swas', 'ops')],
    ['a call of nobody known', (cloud) => attach(cloud, { key: { accessKeyId: 'who', accessKeySecret: 'x' } })],
    ['an action that does not exist', (cloud) => call(cloud, 'ecs', 'Reimagine', { KeyPair: publicKeyLine })],
  ];
  it.each(silent)('no event comes of %s', async (_what, send) => {
    const cloud = await openCloud();
    await send(cloud);
    expect(trail(cloud)).toEqual([]);
  });
});
