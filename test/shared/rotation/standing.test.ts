import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../shared/fleet/match.ts';
import type { Observed } from '../../../shared/products/product.ts';
import { judgeStanding } from '../../../shared/rotation/standing.ts';
import { opsFleet, seen } from '../fleet/some-fleet.ts';

const NEW = 'ops-20261101T000000Z';
const LOGIN = ', verify: login, trustFirstHostKey: true';

function judge(product: Sighting['product'], observed: Partial<Observed>, more = '', isUnderWay = true) {
  const [keyPair] = opsFleet(`rotation: { every: 30d, secret: keyfleet/ops${more} }`).keyPairs;
  if (!keyPair?.rotation) throw new Error('no rotation');
  const agents = new Map([['i-away', false]]);
  const { rotation } = keyPair;
  const { name, code } = judgeStanding(seen(product, observed), { keyPair, rotation, target: NEW, isUnderWay, agents });
  return `${name} ${code}`;
}

describe('an instance in a rotation', () => {
  it.each([
    ['carries the new key', 'verified OnTarget', judge('ecs', { keyPairName: NEW })],
    ['carries the old one', 'pending Behind', judge('ecs', { keyPairName: 'ops' })],
    ['carries none, such as one launched in the middle', 'pending Behind', judge('ecs', {})],
    ['carries none, and no rotation is on its way', 'unattached NoKeyPair', judge('ecs', {}, '', false)],
    ['carries what is none of ours', 'foreign ForeignKeyPair', judge('ecs', { keyPairName: 'theirs' })],
    ['is stopped', 'lagging InstanceNotRunning', judge('ecs', { keyPairName: 'ops', status: 'Stopped' })],
    ['has no agent', 'lagging AgentOffline', judge('ecs', { keyPairName: 'ops', instanceId: 'i-away' })],
    [
      'may still have an old key inside',
      'lagging KeepsOldKey',
      judge('ecs', { keyPairName: NEW, tags: { ssh: 'ops', 'keyfleet:keeps': 'ops' } }),
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
