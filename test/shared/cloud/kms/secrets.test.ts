import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CURRENT, createSecrets, kmsApi, PREVIOUS, type Secrets } from '../../../../shared/cloud/kms/index.ts';
import { inKms, openLocal } from '../../../stack.ts';

const name = 'keyfleet/ops';
let cloud: LocalCloud;
let secrets: Secrets;
beforeEach(async () => {
  cloud = await startLocalCloud();
  secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
});
afterEach(() => cloud.close());

describe('secret', () => {
  it('a secret is made once, and its first version is the current one', async () => {
    const secret = { name, versionId: 'v1', data: 'one', description: 'keys of ops' };

    expect(await secrets.create({ ...inKms, ...secret })).toBe('created');
    expect(await secrets.create({ ...inKms, ...secret, data: 'two' })).toBe('exists');

    expect(await secrets.get(name)).toEqual({ data: 'one', versionId: 'v1', stages: [CURRENT] });
    expect(await secrets.describe(name)).toMatchObject({ name, type: 'Generic', deletedFromMs: null });
  });

  it('a secret has the tags that it was made with and those that it got', async () => {
    await secrets.create({
      ...inKms,
      name,
      versionId: 'v1',
      data: 'one',
      tags: { 'keyfleet:owner': 'a/b', team: 'ops' },
    });
    await secrets.tag(name, { team: 'dev', stage: 'test' });

    expect((await secrets.describe(name))?.tags).toEqual({ 'keyfleet:owner': 'a/b', team: 'dev', stage: 'test' });
  });

  it('a secret that is not there is null, and has no versions', async () => {
    expect(await secrets.get(name)).toBeNull();
    expect(await secrets.describe(name)).toBeNull();
    expect(await secrets.listVersions(name)).toEqual([]);
  });

  it('a secret is not made anew while it waits for its deletion', async () => {
    await secrets.create({ ...inKms, name, versionId: 'v1', data: 'one' });
    await openLocal(cloud)(kmsApi('cn-hangzhou'))('DeleteSecret', { SecretName: name });

    await expect(secrets.create({ ...inKms, name, versionId: 'v1', data: 'one' })).rejects.toMatchObject({
      code: 'Rejected.ResourceInDeleteWindow',
    });
    expect((await secrets.describe(name))?.deletedFromMs).toBeGreaterThan(Date.now());
  });
});

describe('version', () => {
  beforeEach(() => secrets.create({ ...inKms, name, versionId: 'v1', data: 'one' }));

  it('becomes the current one, unless another stage is said', async () => {
    expect(await secrets.put({ name, versionId: 'v2', data: 'two' })).toBe('stored');
    expect(await secrets.put({ name, versionId: 'v3', data: 'three', stages: ['pending'] })).toBe('stored');

    expect(await secrets.get(name)).toMatchObject({ data: 'two', versionId: 'v2', stages: [CURRENT] });
    expect(await secrets.get(name, { stage: PREVIOUS })).toMatchObject({ data: 'one' });
    expect(await secrets.get(name, { stage: 'pending' })).toMatchObject({ data: 'three' });
    expect(await secrets.get(name, { versionId: 'v3' })).toMatchObject({ data: 'three', stages: ['pending'] });
  });

  it('a version that is not there is null', async () => {
    expect(await secrets.get(name, { versionId: 'v9' })).toBeNull();
    expect(await secrets.get(name, { stage: 'pending' })).toBeNull();
  });

  it('a version is stored again with the same data, and keeps its own when it differs', async () => {
    const version = { name, versionId: 'v2', data: 'two' };
    await secrets.put(version);

    expect(await secrets.put(version)).toBe('stored');
    expect(await secrets.put({ ...version, data: 'other' })).toBe('differs');

    expect(await secrets.get(name)).toMatchObject({ data: 'two' });
  });

  it('takes a stage from another', async () => {
    await secrets.put({ name, versionId: 'v2', data: 'two', stages: ['pending'] });

    await secrets.updateStage(name, CURRENT, { to: 'v2' });
    await secrets.updateStage(name, 'pending', { from: 'v2' });

    const stages = Object.fromEntries((await secrets.listVersions(name)).map((one) => [one.versionId, one.stages]));
    expect(stages).toEqual({ v1: [PREVIOUS], v2: [CURRENT] });
  });

  it('a version is listed without a stage too', async () => {
    for (const versionId of ['v2', 'v3', 'v4']) await secrets.put({ name, versionId, data: versionId });

    const versions = await secrets.listVersions(name);

    expect(versions.map(({ versionId }) => versionId).toSorted()).toEqual(['v1', 'v2', 'v3', 'v4']);
    expect(versions.every(({ createdMs }) => createdMs !== null)).toBe(true);
  });
});
