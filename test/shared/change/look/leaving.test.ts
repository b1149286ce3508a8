import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../../shared/change/command.ts';
import type { Generations } from '../../../../shared/change/generations/generations.ts';
import { findLeaving } from '../../../../shared/change/look/leaving.ts';
import type { Item } from '../../../../shared/change/plan/step.ts';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { isGenerationOf } from '../../../../shared/fleet/generation.ts';
import { readGuestKey } from '../../../../shared/guest/public-key.ts';
import { type Ledger, readLedger } from '../../../../shared/ledger/ledger.ts';
import type { Drivers } from '../../../../shared/products/drivers.ts';
import { opsFleet } from '../../fleet/some-fleet.ts';
import { guestReport } from '../../guest/reports.ts';
import { observedAs } from '../plan/observed.ts';
import { someKey } from '../some-key.ts';

const NEW = 'ops-20260101T000000Z';
const PENDING = 'ops-20260201T000000Z';
const fleet = opsFleet('rotation: { every: 30d, secret: keyfleet/ops }');
const version = (versionId: string, ...stages: string[]) => ({ versionId, stages, createdMs: null });
const grace = readLedger('ops', [version('ops', 'KeepUntil-20260301T000000Z'), version(NEW, 'ACSCurrent')]);
const underWay = readLedger('ops', [version(NEW, 'ACSCurrent'), version(PENDING, 'KeyfleetPending')]);
const idle = readLedger('ops', [version(NEW, 'ACSCurrent')]);

function itemOf(keyPairName: string, tags: Record<string, string> = { ssh: 'ops' }): Item {
  const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName, keyPairId: null } as const;
  const inside = { agent: true, report: guestReport({}) };
  return { keyPair, publicKey: null, instanceId: 'i-1', observed: observedAs({ tags, keyPairName }), inside };
}

/** The key pairs whose keys go, of those that the product shows. */
async function leavingOf(item: Item, ledger: Ledger | Error, options: object = {}) {
  const names = ['ops', NEW, PENDING, 'opsy'];
  const bodies = new Map(names.map((name) => [readGuestKey(someKey(name)).body, name]));
  const list = async () => names.map((keyPairName) => ({ keyPairName, publicKey: someKey(keyPairName) }));
  const generations: Generations = {
    rotatedAs: (name) => (isGenerationOf('ops', name ?? '') ? 'ops' : null),
    ledgerOf: async () => {
      if (ledger instanceof Error) throw ledger;
      return ledger;
    },
  };
  const drivers = { ecs: { keyPairs: { list } } } as unknown as Drivers;
  const request = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1'], ...options };
  const [found] = await findLeaving(readCommand('detach', request, 1), [item], { fleet, generations, drivers });
  return found?.leaving && [...found.leaving].map((body) => bodies.get(body));
}

describe('the keys that go within a rotation', () => {
  it('are all generations but the one that every instance is to carry', async () => {
    expect(await leavingOf(itemOf(NEW), grace)).toEqual(['ops', PENDING]);
    expect(await leavingOf(itemOf(NEW), underWay)).toEqual(['ops', NEW]);
  });

  it('are asked of no product where nothing is to go', async () => {
    expect(await leavingOf(itemOf(NEW), idle)).toEqual([]);
  });

  it('count where another key pair is detached from an instance that the fleet selects, and nowhere else', async () => {
    expect(await leavingOf(itemOf('theirs'), grace)).toEqual(['ops', PENDING]);
    expect(await leavingOf(itemOf('theirs', {}), grace)).toEqual([]);
  });

  it('cannot be told where KMS does not answer, and are not looked for where a lock-out is allowed', async () => {
    const error = new CloudError({ fate: 'lost', code: 'NoAnswer', message: 'no answer' });
    expect(await leavingOf(itemOf(NEW), error)).toBeNull();
    expect(await leavingOf(itemOf(NEW), error, { allowLockOut: true })).toBeUndefined();
  });
});
