import { execFileSync } from 'node:child_process';
import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Call, CommandFailed, openCli } from './aliyun-cli.ts';
import { openFleet, publicKeyLine } from './fleet.ts';
import { isThere, kept, walked } from './judge.ts';

/** The command is no package of a registry: it is run where it is installed. */
const hasCli = isThere('aliyun', 'version');
const RegionId = 'cn-hangzhou';
const pair = { KeyPairName: 'ops' };
const imported = { ...pair, PublicKeyBody: publicKeyLine };

/** Its own list has no key pairs of SWAS: what it does not know is sent as it is with this flag. */
const unlisted = { force: '' };
const swas = { RegionId, ...unlisted };

interface Named {
  readonly KeyPairName: string;
}
interface Rows<Row> {
  readonly Results: Row;
}
interface Instances {
  readonly Instances: { readonly Instance: readonly [Named] };
}
interface Counted {
  readonly TotalCount: number;
}
interface Secret {
  readonly SecretData: string;
  readonly VersionStages: { readonly VersionStage: readonly string[] };
}

async function walkEcs(call: Call) {
  const both = { ...pair, InstanceIds: '["i-linux"]' };
  const read = async () => {
    const found = await call<Instances>('ecs', 'DescribeInstances', { InstanceIds: '["i-linux"]' });
    return found.Instances.Instance[0].KeyPairName;
  };
  const { KeyPairName } = await call<Named>('ecs', 'ImportKeyPair', imported);
  const { Results } = await call<Rows<{ Result: readonly [{ Code: string }] }>>('ecs', 'AttachKeyPair', both);
  const carried = await read();
  await call('ecs', 'DetachKeyPair', both);
  const left = await read();
  await call('ecs', 'DeleteKeyPairs', { KeyPairNames: '["ops"]' });
  const { TotalCount } = await call<Counted>('ecs', 'DescribeKeyPairs');
  return { imported: KeyPairName, attached: Results.Result[0].Code, carried, left, keyPairs: TotalCount };
}

async function walkEns(call: Call) {
  const both = { ...pair, InstanceIds: '["e-linux"]' };
  const read = async () => (await call<Instances>('ens', 'DescribeInstances')).Instances.Instance[0].KeyPairName;
  const { KeyPairName } = await call<Named>('ens', 'ImportKeyPair', imported);
  const { Results } = await call<Rows<readonly [{ Code: number }]>>('ens', 'AttachKeyPair', both);
  const carried = await read();
  await call('ens', 'DetachKeyPair', both);
  const left = await read();
  await call('ens', 'DeleteKeyPairs', pair);
  const { TotalCount } = await call<Counted>('ens', 'DescribeKeyPairs');
  return { imported: KeyPairName, attached: Results[0].Code, carried, left, keyPairs: TotalCount };
}

async function walkSwas(call: Call) {
  const both = { ...swas, ...pair, 'InstanceIds.1': 's-linux' };
  const read = async () => {
    const asked = { ...swas, InstanceId: 's-linux' };
    const { KeyPairName = '' } = await call<Partial<Named>>('swas-open', 'DescribeInstanceKeyPair', asked);
    return KeyPairName;
  };
  const { KeyPairName } = await call<Named>('swas-open', 'ImportKeyPair', { ...swas, ...imported });
  const { Results } = await call<Rows<readonly [{ Code: string }]>>('swas-open', 'AttachKeyPair', both);
  const carried = await read();
  await call('swas-open', 'DetachKeyPair', both);
  const left = await read();
  await call('swas-open', 'DeleteKeyPairs', { ...swas, 'KeyPairNames.1': 'ops' });
  const { TotalCount } = await call<Counted>('swas-open', 'ListKeyPairs', swas);
  return { imported: KeyPairName, attached: Results[0].Code, carried, left, keyPairs: TotalCount };
}

async function walkKms(call: Call) {
  const place = { DKMSInstanceId: 'kst-1', EncryptionKeyId: 'key-1' };
  const named = { SecretName: 'app' };
  await call('kms', 'CreateSecret', { ...named, ...place, VersionId: 'v1', SecretData: 'one' });
  await call('kms', 'PutSecretValue', { ...named, VersionId: 'v2', SecretData: 'two' });
  const { SecretData, VersionStages } = await call<Secret>('kms', 'GetSecretValue', named);
  await call('kms', 'DeleteSecret', { ...named, ForceDeleteWithoutRecovery: 'true' });
  const { TotalCount } = await call<Counted>('kms', 'ListSecrets');
  return { data: SecretData, stages: VersionStages.VersionStage, secrets: TotalCount };
}

/** An error as it is met at the prompt. */
async function meet(calling: Promise<unknown>) {
  const error = await calling.then(
    () => null,
    (failed: unknown) => failed,
  );
  if (!(error instanceof CommandFailed)) throw error ?? new Error('the call was answered');
  return { class: error.class, code: error.code };
}

describe.skipIf(!hasCli)('the aliyun command', () => {
  it('walks through ECS, ENS, SWAS and KMS', async () => {
    console.log(execFileSync('aliyun', ['version'], { encoding: 'utf8' }).trim());
    const { cloud } = await openFleet();
    const call = await openCli(cloud, cloud.accessKeySecret);

    expect(await walkEcs(call)).toEqual({ ...walked, attached: '200', left: '' });
    expect(await walkEns(call)).toEqual({ ...walked, attached: 200, left: '' });
    expect(await walkSwas(call)).toEqual({ ...walked, attached: '200', left: '' });
    expect(await walkKms(call)).toEqual(kept);
  });

  it('prints a wrong secret, a throttle, a clock that is off and an unknown action as errors of its SDK', async () => {
    const { cloud } = await openFleet();
    cloud.faults.add({ product: 'ecs', action: 'DescribeRegions', fault: 'throttle' });
    const skewed = await startLocalCloud({ settings: { clockOffsetMs: 3_600_000 } });
    onTestFinished(() => skewed.close());
    const call = await openCli(cloud, cloud.accessKeySecret);
    const wrong = await openCli(cloud, 'wrong');
    const late = await openCli(skewed, skewed.accessKeySecret);
    const failed = (code: string) => ({ class: 'SDK.ServerError', code });

    expect(await meet(wrong('ecs', 'DescribeKeyPairs'))).toEqual(failed('SignatureDoesNotMatch'));
    expect(await meet(call('ecs', 'DescribeRegions'))).toEqual(failed('Throttling.User'));
    expect(await meet(late('ecs', 'DescribeKeyPairs'))).toEqual(failed('InvalidTimeStamp.Expired'));
    expect(await meet(call('ecs', 'NoSuchAction', { ...unlisted, version: '2014-05-26' }))).toEqual(
      failed('InvalidAction.NotFound'),
    );
  });
});
