import { describe, expect, it } from 'vitest';
import { kmsApi } from '../../../../shared/cloud/kms/index.ts';
import { productNames, products } from '../../../../shared/products/index.ts';
import { openLocal, rpc, targetOf } from '../../../stack.ts';
import { FIRST, openRotated, SECOND } from './rotated-scene.ts';

const GONE = { SecretName: 'keyfleet/ops', ForceDeleteWithoutRecovery: 'true' };
const stopped = { status: 'Stopped' };

describe.each(productNames)('the name of a rotated key pair on %s', (product) => {
  it('attaches its current generation, whichever was carried before', async () => {
    const scene = await openRotated();
    const status = { status: products[product].states.at(-1) };
    const ids = [undefined, 'ops', FIRST].flatMap((keyPairName) =>
      scene.make(product, 1, { ...status, ...(keyPairName && { keyPairName }) }),
    );
    const report = await scene.run('attach', targetOf(product, 'ops', ids));
    expect(report.results.map(({ status: ended, keyPairName }) => [ended, keyPairName])).toEqual(
      ids.map(() => ['succeeded', SECOND]),
    );
    expect(scene.carriedBy(ids)).toEqual([SECOND, SECOND, SECOND]);
  });

  it('detaches whichever generation is carried, and leaves what is none', async () => {
    const scene = await openRotated();
    const carried = ['ops', FIRST, SECOND, 'theirs', undefined];
    const ids = carried.flatMap((keyPairName) =>
      scene.make(product, 1, { ...stopped, ...(keyPairName && { keyPairName }) }),
    );
    const report = await scene.run('detach', { ...targetOf(product, 'ops', ids), allowUnverified: true });
    expect(report.results.map(({ status, code, keyPairName }) => [status, code, keyPairName])).toEqual([
      ['succeeded', '200', 'ops'],
      ['succeeded', '200', FIRST],
      ['succeeded', '200', SECOND],
      ['skipped', 'NotAttached', SECOND],
      ['skipped', 'NotAttached', SECOND],
    ]);
    expect(report.results.map(({ instanceId }) => instanceId)).toEqual(ids);
    expect(scene.carriedBy(ids)).toEqual([null, null, null, 'theirs', null]);
  });
});

describe('an older generation of a rotated key pair', () => {
  it('is attached by its full name only where a downgrade is asked for, and detached always', async () => {
    const scene = await openRotated();
    const ids = scene.make('ecs', 1, { ...stopped, keyPairName: SECOND });
    const target = targetOf('ecs', FIRST, ids);
    const refused = await scene.run('attach', target);
    expect(refused.results).toMatchObject([
      { status: 'failed', code: 'WouldDowngrade', attached: 'no', keyPairName: FIRST },
    ]);
    expect(scene.carriedBy(ids)).toEqual([SECOND]);
    await scene.run('attach', { ...target, allowDowngrade: true });
    expect(scene.carriedBy(ids)).toEqual([FIRST]);
    await scene.run('detach', { ...target, allowUnverified: true });
    expect(scene.carriedBy(ids)).toEqual([null]);
  });

  it('is attached by its id on ENS only where a downgrade is asked for', async () => {
    const scene = await openRotated();
    const ids = scene.make('ens', 1, stopped);
    const keyPairId = await idOf(scene, 'ops');
    const target = { product: 'ens', keyPairId, instanceIds: ids };
    expect((await scene.run('attach', target)).results).toMatchObject([{ code: 'WouldDowngrade', keyPairName: 'ops' }]);
    expect((await scene.run('attach', { ...target, allowDowngrade: true })).succeededCount).toBe(1);
    expect(scene.carriedBy(ids)).toEqual(['ops']);
  });
});

async function idOf({ cloud }: Awaited<ReturnType<typeof openRotated>>, KeyPairName: string) {
  const body = await rpc(cloud, 'ens')<{ KeyPairs: { KeyPair: { KeyPairId: string; KeyPairName: string }[] } }>(
    'DescribeKeyPairs',
    { KeyPairName },
  );
  return body.KeyPairs.KeyPair.find((one) => one.KeyPairName === KeyPairName)?.KeyPairId;
}

describe('a revoked generation', () => {
  it('is attached to no instance, whatever is allowed, and nothing is called for it', async () => {
    const scene = await openRotated();
    await scene.label(FIRST, 'Revoked-20260115T000000Z');
    const ids = scene.make('ecs', 2, stopped);
    const report = await scene.run('attach', { ...targetOf('ecs', FIRST, ids), allowDowngrade: true });
    expect(report.results.map(({ status, code }) => [status, code])).toEqual(
      ids.map(() => ['failed', 'RevokedGeneration']),
    );
    expect(scene.actionsOf(/^(Attach|Tag|Reboot|RunCommand)/)).toEqual([]);
  });

  it('is not attached under the name in fleet.yaml while it is the current one', async () => {
    const scene = await openRotated();
    await scene.label(SECOND, 'Revoked-20260202T000000Z');
    const ids = scene.make('ecs', 1, stopped);
    const { results } = await scene.run('attach', targetOf('ecs', 'ops', ids));
    expect(results).toMatchObject([{ status: 'failed', code: 'RevokedGeneration', keyPairName: SECOND }]);
    expect(scene.carriedBy(ids)).toEqual([null]);
  });

  it('is refused also where it is carried already, and taken off by a detach', async () => {
    const scene = await openRotated();
    await scene.label(FIRST, 'Revoked-20260115T000000Z');
    const ids = scene.make('ecs', 1, { ...stopped, keyPairName: FIRST });
    expect((await scene.run('attach', targetOf('ecs', FIRST, ids))).results).toMatchObject([
      { code: 'RevokedGeneration' },
    ]);
    expect((await scene.run('detach', { ...targetOf('ecs', 'ops', ids), allowUnverified: true })).succeededCount).toBe(
      1,
    );
    expect(scene.carriedBy(ids)).toEqual([null]);
  });
});

describe('what a ledger cannot say', () => {
  it('keeps generation 0 from being attached where the secret is lost and products show what it made', async () => {
    const scene = await openRotated();
    await openLocal(scene.cloud)(kmsApi('cn-hangzhou'))('DeleteSecret', GONE);
    const ids = scene.make('ecs', 1, stopped);
    const { results } = await scene.run('attach', targetOf('ecs', 'ops', ids));
    expect(results).toMatchObject([{ status: 'failed', code: 'UnknownGeneration' }]);
    expect(scene.carriedBy(ids)).toEqual([null]);
  });

  it('keeps key pairs of a secret of another fleet from being attached', async () => {
    const scene = await openRotated();
    await scene.secrets.tag('keyfleet/ops', { 'keyfleet:owner': '1/theirs/keyfleet-rotate' });
    const ids = scene.make('ecs', 1, stopped);
    const { results } = await scene.run('attach', targetOf('ecs', 'ops', ids));
    expect(results).toMatchObject([{ status: 'failed', code: 'OtherOwner' }]);
  });

  it('keeps only the rotated key pair from being attached where KMS cannot be asked', async () => {
    const scene = await openRotated();
    scene.cloud.faults.add({ product: 'kms', fault: 'html502', times: 100 });
    const [one = '', other = ''] = scene.make('ecs', 2, stopped);
    const targets = [targetOf('ecs', 'ops', [one]), targetOf('ecs', 'theirs', [other])];
    const { results } = await scene.run('attach', { targets });
    expect(results.map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    expect(scene.carriedBy([one, other])).toEqual([null, 'theirs']);
  });
});

describe('the calls of a request about a rotated key pair', () => {
  it('list the versions of its secret once, and read no value', async () => {
    const scene = await openRotated();
    const [ecs, swas] = [scene.make('ecs', 60, stopped), scene.make('swas', 2, stopped)];
    await scene.run('attach', { targets: [targetOf('ecs', 'ops', ecs), targetOf('swas', 'ops', swas)] });
    expect(scene.actionsOf(/Secret/)).toEqual(['ListSecretVersionIds', 'DescribeSecret']);
    expect(scene.actionsOf(/^AttachKeyPair/)).toHaveLength(3);
  });

  it('ask KMS nothing where another key pair is named', async () => {
    const scene = await openRotated();
    const ids = scene.make('ecs', 1, stopped);
    await scene.run('attach', targetOf('ecs', 'theirs', ids));
    expect(scene.actionsOf(/Secret/)).toEqual([]);
  });

  it('go to the region of the secrets, wherever the function is, and so does the one for a key to log in with', async () => {
    const scene = await openRotated('secrets: { region: cn-shanghai, kmsInstance: kst-test, kmsKey: key-test }');
    const ids = scene.make('ecs', 1);
    const carrying = scene.make('ecs', 1, { keyPairName: 'theirs' });
    const login = { verify: 'login', secret: 'keyfleet/ops', trustFirstHostKey: true };
    await scene.run('attach', { ...targetOf('ecs', 'theirs', ids), ...login });
    await scene.run('detach', { ...targetOf('ecs', 'theirs', carrying), ...login, allowUnverified: true });
    await scene.run('attach', targetOf('ecs', 'ops', ids));
    const asked = scene.cloud.calls.list().filter(({ product }) => product === 'kms');
    expect(asked.map(({ action, parameters }) => `${action} ${parameters.RegionId}`)).toEqual([
      'GetSecretValue cn-shanghai',
      'GetSecretValue cn-shanghai',
      'ListSecretVersionIds cn-shanghai',
    ]);
  });
});
