import { describe, expect, it } from 'vitest';
import { type Generation, readLedger } from '../../../../shared/ledger/ledger.ts';
import { BrokenSecretError, type KeyContent } from '../../../../shared/rotation/secret/content.ts';
import { fingerprintOf } from '../../../../shared/rotation/secret/fingerprint.ts';
import { boundKnown, MAX_FORMER, readKnownKeys } from '../../../../shared/rotation/secret/known-keys.ts';
import type { Means } from '../../../../shared/rotation/tick-context.ts';
import { firstKey, pool } from '../scenes/key-pool.ts';

const [A, B, C] = ['ops-20260901T000000Z', 'ops-20261001T000000Z', 'ops-20261101T000000Z'] as const;
const [a = firstKey, b = firstKey, c = firstKey] = pool;
const noted = { fingerprints: [{ product: 'ecs', regionId: 'cn-hangzhou', fingerprint: 'SHA256:zero' }] };

/** What is known from a secret with these keys in its versions, and which of them were read. */
async function know(contents: Record<string, Partial<KeyContent> | 'broken' | null>, zero: object = noted) {
  const read: string[] = [];
  const versions = ['ops', ...Object.keys(contents)].map((versionId) => ({ versionId, stages: [], createdMs: null }));
  const readKey = async ({ name }: Pick<Generation, 'name'>) => {
    read.push(name);
    const content = contents[name];
    if (content === 'broken') throw new BrokenSecretError('no key');
    return content ? { privateKey: '', publicKey: '', startedBy: null, former: null, ...content } : null;
  };
  const get = async () => ({ data: JSON.stringify(zero), versionId: 'ops', stages: [] });
  const means = { secrets: { get }, rotation: { secret: 'keyfleet/ops' } } as unknown as Means;
  return { known: await readKnownKeys(readLedger('ops', versions), readKey, means), read };
}

describe('the keys that were ever ours', () => {
  it('are read from the newest generation alone, which remembers those before it', async () => {
    const former = { ops: ['SHA256:z'], [A]: ['SHA256:a'] };
    const { known, read } = await know({ [B]: { publicKey: b.publicKey }, [C]: { publicKey: c.publicKey, former } });
    expect(known).toEqual({ ...former, [C]: [fingerprintOf(c.publicKey)] });
    expect(read).toEqual([C]);
  });

  it('are gathered from all that a secret of before still has', async () => {
    const { known } = await know({ [A]: { publicKey: a.publicKey }, [B]: { publicKey: b.publicKey } });
    expect(known).toEqual({
      ops: ['SHA256:zero'],
      [A]: [fingerprintOf(a.publicKey)],
      [B]: [fingerprintOf(b.publicKey)],
    });
  });

  it('leave out what a version does not hold, and go on with the one before it', async () => {
    const { known } = await know({ [A]: { publicKey: a.publicKey }, [B]: 'broken', [C]: null });
    expect(Object.keys(known).toSorted()).toEqual(['ops', A]);
  });

  it('are none of generation 0 where nothing was noted', async () => {
    expect((await know({}, {})).known).toEqual({ ops: [] });
  });

  it('are as many as a version has room for, the newest', () => {
    const name = (at: number) => `ops-2026${String(1000 + at)}T000000Z`;
    const all = Object.fromEntries(
      Array.from({ length: MAX_FORMER + 50 }, (_, at) => [name(at), [`SHA256:${'x'.repeat(43)}`]]),
    );
    const kept = boundKnown(all);
    expect(Object.keys(kept)).toHaveLength(MAX_FORMER);
    expect(kept).toHaveProperty([name(MAX_FORMER + 49)]);
    expect(kept).not.toHaveProperty([name(49)]);
    expect(JSON.stringify(kept).length).toBeLessThan(20_000);
  });
});
