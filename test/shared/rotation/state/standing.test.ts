import { describe, expect, it } from 'vitest';
import type { Observed } from '../../../../shared/products/product.ts';
import type { Sighting } from '../../../../shared/products/sighting.ts';
import { type Proof, writeProof } from '../../../../shared/rotation/state/proof-mark.ts';
import { judgeStanding } from '../../../../shared/rotation/state/standing.ts';
import { opsFleet, seen } from '../../fleet/some-fleet.ts';

const NEW = 'ops-20261101T000000Z';
const NOW = Date.UTC(2026, 10, 10);
const wantedProof = { generation: NEW, subject: 'aaaaaa', others: 'bbbbbb', recheckMs: 7 * 86_400_000, nowMs: NOW };

/** The tags of an instance of which that was proven an hour ago. */
const proven = (more: Partial<Proof> = {}) => ({
  'keyfleet:proven': writeProof({ ...wantedProof, provenMs: NOW - 3_600_000, ...more }),
});

const LOGIN = ', verify: login, trustFirstHostKey: true';

function judge(product: Sighting['product'], observed: Partial<Observed>, more = '', isUnderWay = true) {
  const [keyPair] = opsFleet(`rotation: { every: 30d, secret: keyfleet/ops${more} }`).keyPairs;
  if (!keyPair?.rotation) throw new Error('no rotation');
  const agents = new Map([['i-away', false]]);
  const { rotation } = keyPair;
  const proofs = { proof: wantedProof, proofs: new Map() };
  const wanted = { keyPair, rotation, target: NEW, isUnderWay, agents, ...proofs };
  const { name, code } = judgeStanding(seen(product, { startedMs: null, ...observed }), wanted);
  return `${name} ${code}`;
}

describe('an instance in a rotation', () => {
  it.each([
    ['carries the new key, as was proven', 'verified OnTarget', judge('ecs', { keyPairName: NEW, tags: proven() })],
    ['carries the new key, unproven', 'pending Unproven', judge('ecs', { keyPairName: NEW })],
    [
      'carries the new key, unproven, and has no agent',
      'lagging AgentOffline',
      judge('ecs', { keyPairName: NEW, instanceId: 'i-away' }),
    ],
    ['shows nobody its guest', 'verified OnTarget', judge('ens', { keyPairName: NEW }, LOGIN)],
    ['carries the old one', 'pending Behind', judge('ecs', { keyPairName: 'ops' })],
    ['carries none, such as one launched in the middle', 'pending Behind', judge('ecs', {})],
    ['carries none, and no rotation is on its way', 'unattached NoKeyPair', judge('ecs', {}, '', false)],
    ['carries what is none of ours', 'foreign ForeignKeyPair', judge('ecs', { keyPairName: 'theirs' })],
    ['is stopped', 'lagging InstanceNotRunning', judge('ecs', { keyPairName: 'ops', status: 'Stopped' })],
    ['has no agent', 'lagging AgentOffline', judge('ecs', { keyPairName: 'ops', instanceId: 'i-away' })],
    [
      'may still have an old key inside',
      'verified KeepsOldKey',
      judge('ecs', { keyPairName: NEW, tags: proven({ others: null }) }),
    ],
    [
      'may still have an old key inside, as a tag of once says',
      'verified KeepsOldKey',
      judge('ecs', { keyPairName: NEW, tags: { ...proven(), 'keyfleet:keeps': 'ops' } }),
    ],
    [
      'may still have an old key inside, and is stopped',
      'lagging KeepsOldKey',
      judge('ecs', { keyPairName: NEW, status: 'Stopped', tags: proven({ others: 'cccccc' }) }),
    ],
    ['is tagged to be ignored', 'ignored Ignored', judge('ecs', { tags: { 'keyfleet:ignore': '' } })],
    ['is a Windows one', 'excluded WindowsInstance', judge('ecs', { os: 'windows' })],
    ['did not say what it carries', 'unseen Unseen', judge('swas', { keyPairName: undefined })],
    ['has no guest to look into', 'excluded NeedsLoginVerification', judge('ens', { keyPairName: 'ops' })],
    ['has none, but can be logged in to', 'pending Behind', judge('ens', { keyPairName: 'ops' }, LOGIN)],
    [
      'was stopped by us and never started again',
      'pending RestartUnderWay',
      judge('ens', { keyPairName: NEW, status: 'Stopped', tags: { 'keyfleet:restart': NEW } }, LOGIN),
    ],
  ])('that %s is %s', (_which, wanted, standing) => {
    expect(standing).toBe(wanted);
  });
});
