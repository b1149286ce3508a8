import { describe, expect, it } from 'vitest';
import { chooseGeneration } from '../../../../shared/change/generations/choose.ts';
import type { SecretVersion } from '../../../../shared/cloud/kms/index.ts';
import { readLedger } from '../../../../shared/ledger/ledger.ts';

const [FIRST, SECOND, THIRD] = ['ops-20260101T000000Z', 'ops-20260201T000000Z', 'ops-20260301T000000Z'];
const version = (versionId: string, ...stages: string[]): SecretVersion => ({ versionId, stages, createdMs: null });

/** The third is on its way, the second is the current one, and the first was revoked. */
const ledger = readLedger('ops', [
  version('ops', 'Lagging-20260201T000000Z'),
  version(FIRST, 'Revoked-20260115T000000Z'),
  version(SECOND, 'ACSCurrent'),
  version(THIRD, 'KeyfleetPending'),
]);
const before = readLedger('ops', []);
const keyPairOf = (keyPairName: string) =>
  ({ product: 'ecs', regionId: 'cn-hangzhou', keyPairName, keyPairId: null }) as const;

function choose(keyPairName: string, how: { isExact?: boolean; allowDowngrade?: boolean } = {}, known = ledger) {
  const asked = { name: 'ops', isExact: false, allowDowngrade: false, ...how };
  const { keyPair, refusal } = chooseGeneration(keyPairOf(keyPairName), known, asked);
  return [keyPair.keyPairName, refusal?.code ?? null];
}

describe('the generation that an attach gives', () => {
  it.each([
    ['of the name in fleet.yaml is the current one', 'ops', {}, SECOND, null],
    ['of the name of the current one is that one', SECOND, {}, SECOND, null],
    ['of the name of the one on its way is that one', THIRD, {}, THIRD, null],
    ['of an older one is refused', 'ops', { isExact: true }, 'ops', 'WouldDowngrade'],
    [
      'of an older one is that one where a downgrade was asked for',
      'ops',
      { isExact: true, allowDowngrade: true },
      'ops',
      null,
    ],
    ['of a revoked one is refused', FIRST, {}, FIRST, 'RevokedGeneration'],
    ['of a revoked one is refused whatever was asked for', FIRST, { allowDowngrade: true }, FIRST, 'RevokedGeneration'],
    [
      'of one that its secret does not know is refused',
      'ops-20250101T000000Z',
      { allowDowngrade: true },
      'ops-20250101T000000Z',
      'UnknownGeneration',
    ],
  ])('%s', (_, name, how, given, refusal) => {
    expect(choose(name, how)).toEqual([given, refusal]);
  });

  it('before the first rotation is the key pair of that very name, and no other', () => {
    expect(choose('ops', {}, before)).toEqual(['ops', null]);
    expect(choose(FIRST, {}, before)).toEqual([FIRST, 'UnknownGeneration']);
  });

  it('is the one on its way while the current one is revoked, and refused where there is none', () => {
    const leaked = readLedger('ops', [
      version(SECOND, 'ACSCurrent', 'Revoked-20260202T000000Z'),
      version(THIRD, 'KeyfleetPending'),
    ]);
    expect(choose('ops', {}, leaked)).toEqual([THIRD, null]);
    expect(choose(SECOND, { allowDowngrade: true }, leaked)).toEqual([SECOND, 'RevokedGeneration']);
    const alone = readLedger('ops', [version(SECOND, 'ACSCurrent', 'Revoked-20260202T000000Z')]);
    expect(choose('ops', { allowDowngrade: true }, alone)).toEqual([SECOND, 'RevokedGeneration']);
    expect(choose(THIRD, {}, leaked)).toEqual([THIRD, null]);
  });

  it('is refused where no version is marked as the current one', () => {
    const lost = readLedger('ops', [version(SECOND), version(THIRD, 'KeepUntil-20260401T000000Z')]);
    expect(choose('ops', { allowDowngrade: true }, lost)).toEqual(['ops', 'UnknownGeneration']);
  });
});
