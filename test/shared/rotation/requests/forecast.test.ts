import { describe, expect, it } from 'vitest';
import { type Ledger, readLedger } from '../../../../shared/ledger/ledger.ts';
import type { Observed } from '../../../../shared/products/observed.ts';
import type { ProductName } from '../../../../shared/products/product.ts';
import { keyOf } from '../../../../shared/products/sighting.ts';
import { type Aim, foresee } from '../../../../shared/rotation/requests/forecast.ts';
import type { StandingName } from '../../../../shared/rotation/state/standing.ts';
import type { Means } from '../../../../shared/rotation/tick-context.ts';
import { opsFleet, seen } from '../../fleet/some-fleet.ts';

const [BEFORE, CURRENT, NEXT] = ['ops-20260101T000000Z', 'ops-20260201T000000Z', 'ops-20260301T000000Z'];
const version = (versionId: string, ...stages: string[]) => ({ versionId, stages, createdMs: null });
const idle = readLedger('ops', [version(CURRENT, 'ACSCurrent')]);
const grace = readLedger('ops', [version(BEFORE, 'KeepUntil-20990101T000000Z'), version(CURRENT, 'ACSCurrent')]);
const underWay = readLedger('ops', [version(CURRENT, 'ACSCurrent'), version(NEXT, 'KeyfleetPending')]);

const [keyPair] = opsFleet('rotation: { every: 30d, grace: 24h, secret: keyfleet/ops }').keyPairs;
const means = { keyPair, rotation: keyPair?.rotation, maxInstances: 100 } as Means;

type One = [StandingName, ProductName, Partial<Observed>?];

/** What a request would do to instances that stand so. */
function foreseen(aim: Aim, ledger: Ledger, ...ones: One[]) {
  const all = ones.map(([name, product, observed], at) => ({
    name,
    sighting: seen(product, { instanceId: `i-${at}`, keyPairName: CURRENT, ...observed }),
  }));
  const standings = new Map(
    all.map(({ name, sighting }) => [keyOf(sighting), { name, code: name, message: `it is ${name}` }]),
  );
  const survey = { sightings: all.map(({ sighting }) => sighting), standings, unlisted: [] };
  return foresee(aim, { ledger, seen: survey }, means);
}

const now: Aim = { action: 'now', generation: null };
const steps = (...given: Parameters<typeof foreseen>) => foreseen(...given).instances.map((one) => one.steps.join(' '));

describe('the forecast of a rotation', () => {
  it('adds and retires inside where that can be done, and restarts edge nodes', () => {
    expect(
      steps(now, idle, ['verified', 'ecs'], ['verified', 'ens'], ['unattached', 'swas', { keyPairName: null }]),
    ).toEqual(['add retire', 'restart', 'add']);
  });

  it('names what cannot be reached now as later, and what is left as it is with its reason', () => {
    const { instances, added } = foreseen(
      now,
      idle,
      ['lagging', 'ecs'],
      ['foreign', 'ecs'],
      ['ignored', 'swas'],
      ['excluded', 'ens'],
    );
    expect(instances.map(({ isLater, why }) => [isLater, why])).toEqual([
      [true, 'it is lagging'],
      [false, 'it is foreign'],
      [false, 'it is ignored'],
      [false, 'it is excluded'],
    ]);
    expect(instances.slice(1).every((one) => one.steps.length === 0)).toBe(true);
    expect(added).toBe(0);
  });

  it('counts ticks by what one tick may change, before and after the grace, and rounds of restarts by what may be away', () => {
    const ecs = Array.from({ length: 250 }, (): One => ['verified', 'ecs']);
    expect(foreseen(now, idle, ...ecs)).toMatchObject({
      added: 250,
      retired: 250,
      ticks: 6,
      seconds: 18,
      graceSeconds: 86_400,
      note: '',
    });
    const ens = Array.from({ length: 21 }, (): One => ['verified', 'ens']);
    expect(foreseen(now, idle, ...ens)).toMatchObject({ restarted: 21, retired: 0, ticks: 1, seconds: 11 * 60 });
  });
});

describe('the forecast of a revoke', () => {
  it('has no grace, and says so', () => {
    const aim: Aim = { action: 'revoke', generation: idle.current };
    const forecast = foreseen(aim, idle, ['verified', 'ecs'], ['verified', 'ens']);
    expect(forecast).toMatchObject({ graceSeconds: 0, note: expect.stringContaining('no grace'), ticks: 1 });
    expect(forecast.instances.map((one) => one.steps)).toEqual([['add', 'retire'], ['restart']]);
  });

  it('of an older generation takes it away, and brings another only where it is carried', () => {
    const aim: Aim = { action: 'revoke', generation: grace.generations[0] ?? null };
    const carried = { keyPairName: BEFORE };
    expect(steps(aim, grace, ['verified', 'ecs'], ['pending', 'ecs', carried], ['verified', 'ens'])).toEqual([
      'retire',
      'add retire',
      '',
    ]);
  });
});

describe('the forecast of a way back', () => {
  it('after the promotion brings the key before to every instance, with a grace', () => {
    const aim: Aim = { action: 'rollback', generation: grace.generations[0] ?? null };
    expect(foreseen(aim, grace, ['verified', 'ecs'])).toMatchObject({ added: 1, graceSeconds: 86_400 });
  });

  it('before the promotion takes the new key away, and attaches the current one where the new one is carried', () => {
    const aim: Aim = { action: 'rollback', generation: underWay.current };
    const given = [
      ['verified', 'ecs', { keyPairName: NEXT }],
      ['pending', 'ecs'],
      ['verified', 'ens', { keyPairName: NEXT }],
      ['pending', 'ens'],
    ] as const;
    const forecast = foreseen(aim, underWay, ...given.map((one): One => [...one]));
    expect(forecast.instances.map((one) => one.steps.join(' '))).toEqual(['add retire', 'retire', 'restart', '']);
    expect(forecast).toMatchObject({ graceSeconds: 0, note: expect.stringContaining('no grace') });
  });
});
