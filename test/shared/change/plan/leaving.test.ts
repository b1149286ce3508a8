import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../../shared/change/command.ts';
import { wouldLockOut } from '../../../../shared/change/plan/lock-out.ts';
import type { Item } from '../../../../shared/change/plan/step.ts';
import { readGuestKey } from '../../../../shared/guest/public-key.ts';
import { guestReport, reportedKey } from '../../guest/reports.ts';
import { someKey } from '../some-key.ts';
import { observedAs } from './observed.ts';

const [ours, older, theirs] = [someKey('ours'), someKey('older'), someKey('theirs')];
const request = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1'] };

/** What a detach of `ours` comes to where these keys are inside. */
function judge(keys: readonly string[], leaving: Item['leaving'], options: object = {}) {
  const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
  const report = guestReport({ keys: keys.map((key) => reportedKey(key)), passwordSet: false });
  const inside = { agent: true, report };
  const item = {
    keyPair,
    publicKey: ours,
    instanceId: 'i-1',
    observed: observedAs(),
    inside,
    leaving: leaving ?? null,
  };
  const step = { item, call: true, editGuest: false, restart: false };
  return wouldLockOut(readCommand('detach', { ...request, ...options }, 1), step);
}

const going = new Set([readGuestKey(older).body]);

describe('keys that go within a rotation', () => {
  it('are no other way in for a detach, which says so', () => {
    const refusal = judge([ours, older], going);
    expect(refusal).toMatchObject({ status: 'failed', code: 'WouldLockOut' });
    expect(refusal?.message).toContain('but for those that the rotation takes away');
  });

  it('leave the other keys a way in', () => {
    expect(judge([ours, older, theirs], going)).toBeNull();
    expect(judge([ours, older], new Set())).toBeNull();
  });

  it('keep a detach from going on where they cannot be told, unless that is allowed', () => {
    expect(judge([ours, theirs], null)).toMatchObject({ code: 'CannotVerify' });
    expect(judge([ours, theirs], null, { allowUnverified: true })).toBeNull();
    expect(judge([ours, theirs], null, { allowLockOut: true })).toBeNull();
  });
});
