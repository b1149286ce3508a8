import { describe, expect, it } from 'vitest';
import { openKeeper } from './keeper.ts';

describe('new version', () => {
  it('becomes ACSCurrent, and the one before it ACSPrevious', async () => {
    const { put, versions } = await openKeeper();
    expect(await put('v2')).toBeUndefined();
    expect(await versions()).toEqual({ v1: ['ACSPrevious'], v2: ['ACSCurrent'] });
    await put('v3');
    expect(await versions()).toEqual({ v1: [], v2: ['ACSPrevious'], v3: ['ACSCurrent'] });
  });

  it('takes the stages that are asked for, and leaves the others where they are', async () => {
    const { ask, put, versions } = await openKeeper();
    expect(await put('v2', ['pending', 'ACSPending'])).toBeUndefined();
    expect(await versions()).toEqual({ v1: ['ACSCurrent'], v2: ['pending', 'ACSPending'] });
    expect((await ask('GetSecretValue')).body.VersionId).toBe('v1');
    await put('v3', ['pending', 'ACSCurrent']);
    expect(await versions()).toEqual({ v1: ['ACSPrevious'], v2: ['ACSPending'], v3: ['ACSCurrent', 'pending'] });
  });

  it('a new version may take ACSPrevious alone', async () => {
    const { put, versions } = await openKeeper();
    await put('v2', ['ACSPrevious']);
    expect(await versions()).toEqual({ v1: ['ACSCurrent'], v2: ['ACSPrevious'] });
  });

  it('a new version of an id that is there is ignored when it says the same, and keeps its stages', async () => {
    const { ask, put, versions } = await openKeeper();
    await put('v2', ['pending']);
    const again = { VersionId: 'v2', SecretData: 'data of v2', VersionStages: '["ACSCurrent"]' };
    const { status, body } = await ask('PutSecretValue', again);
    expect(status).toBe(200);
    expect(body).toMatchObject({ VersionId: 'v2', VersionStages: { VersionStage: ['pending'] } });
    expect(await versions()).toEqual({ v1: ['ACSCurrent'], v2: ['pending'] });
  });

  it.each([
    ['another value', { SecretData: 'other data' }],
    ['another type', { SecretData: 'data of v2', SecretDataType: 'binary' }],
  ])('a new version of an id that is there is refused with %s, and nothing changes', async (_what, change) => {
    const { ask, put } = await openKeeper();
    await put('v2', ['pending']);
    const { status, body } = await ask('PutSecretValue', { VersionId: 'v2', ...change });
    expect({ status, code: body.Code }).toEqual({ status: 409, code: 'Rejected.ResourceExist' });
    expect((await ask('GetSecretValue', { VersionStage: 'pending' })).body.SecretData).toBe('data of v2');
  });

  it('two values put at once as a new version of one id: one wins, and it is the one that is kept', async () => {
    const { ask } = await openKeeper();
    const answers = await Promise.all(
      ['one', 'two'].map((SecretData) => ask('PutSecretValue', { VersionId: 'v2', SecretData })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const kept = (await ask('GetSecretValue', { VersionId: 'v2' })).body.SecretData;
    expect(kept).toBe(['one', 'two'][answers.findIndex(({ status }) => status === 200)]);
  });
});

describe('ten versions', () => {
  /** Versions v1 to v10, of which v9 and v10 have the built-in stages. */
  async function openFull() {
    const keeper = await openKeeper();
    for (let n = 2; n <= 10; n += 1) await keeper.put(`v${n}`);
    return keeper;
  }

  it('ten versions are kept', async () => {
    const { versions } = await openFull();
    expect(Object.keys(await versions())).toHaveLength(10);
  });

  it('lose the oldest without a stage to an eleventh', async () => {
    const { put, move, versions } = await openFull();
    await move('kept', 'v1');
    await put('v11');
    expect(Object.keys(await versions())).toEqual(['v1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9', 'v10', 'v11']);
  });

  it('ten versions forget the value of what they lose, whose id may then be used again', async () => {
    const { ask, put } = await openFull();
    await put('v11', ['pending']);
    expect((await ask('GetSecretValue', { VersionId: 'v1' })).body.Code).toBe('Forbidden.ResourceNotFound');
    expect((await ask('PutSecretValue', { VersionId: 'v1', SecretData: 'new data' })).status).toBe(200);
  });

  it('lose nothing to a version that is there already', async () => {
    const { put, versions } = await openFull();
    await put('v10');
    expect(Object.keys(await versions())).toHaveLength(10);
  });
});

describe('ListSecretVersionIds', () => {
  it('shows versions with a stage, and on request those without', async () => {
    const { ask, put } = await openKeeper();
    await put('v2');
    await put('v3');
    const ids = async (more: object) => {
      const { body } = await ask('ListSecretVersionIds', { ...more });
      const rows = (body.VersionIds as { VersionId: { VersionId: string }[] }).VersionId;
      return [body.TotalCount, rows.map(({ VersionId }) => VersionId)];
    };
    expect(await ids({})).toEqual([2, ['v2', 'v3']]);
    expect(await ids({ IncludeDeprecated: 'true' })).toEqual([3, ['v1', 'v2', 'v3']]);
    expect(await ids({ IncludeDeprecated: 'true', PageSize: 2 })).toEqual([3, ['v1', 'v2']]);
    expect(await ids({ IncludeDeprecated: 'true', PageSize: 2, PageNumber: 2 })).toEqual([3, ['v3']]);
    expect(await ids({ PageNumber: 2 })).toEqual([2, []]);
  });

  it('ListSecretVersionIds has the shape of its sample', async () => {
    const { ask } = await openKeeper();
    expect((await ask('ListSecretVersionIds')).body).toEqual({
      SecretName: 'keyfleet/ops',
      PageNumber: 1,
      PageSize: 20,
      TotalCount: 1,
      VersionIds: {
        VersionId: [
          {
            VersionId: 'v1',
            CreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
            VersionStages: { VersionStage: ['ACSCurrent'] },
          },
        ],
      },
      RequestId: expect.any(String),
    });
  });
});
