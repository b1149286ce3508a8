import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../../shared/change/command.ts';
import { wouldLockOut } from '../../../../shared/change/plan/lock-out.ts';
import type { Inside, Step } from '../../../../shared/change/plan/step.ts';
import type { Observed } from '../../../../shared/products/observed.ts';
import { someKey } from '../some-key.ts';
import { observedAs } from './observed.ts';

const command = readCommand(
  'detach',
  { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1'] },
  1,
);
const key = someKey('ours');
const silent: Inside = { agent: true, report: null };

describe('a detach that cannot be judged', () => {
  it.each<[string, Inside | undefined, string | null, Partial<Observed>]>([
    ['Cloud Assistant does not answer', { agent: false, report: null }, key, {}],
    ['the guest did not answer', silent, key, {}],
    ['the public key is not known', silent, null, {}],
    ['the product has no remote command', undefined, key, {}],
    ['the instance is Stopped', undefined, key, { status: 'Stopped' }],
    ['the instance is Starting', undefined, key, { status: 'Starting' }],
  ])('is refused with the reason: %s', (reason, inside, publicKey, seen) => {
    const refusal = wouldLockOut(command, stepOf(inside, publicKey, seen));

    expect(refusal).toMatchObject({ status: 'failed', code: 'CannotVerify' });
    expect(refusal?.message).toContain(`(${reason})`);
  });

  it('is let through when nothing is changed', () => {
    expect(wouldLockOut(command, { ...stepOf(silent, key, {}), call: false })).toBeNull();
  });
});

function stepOf(inside: Inside | undefined, publicKey: string | null, seen: Partial<Observed>): Step {
  const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
  const item = { keyPair, publicKey, instanceId: 'i-1', observed: observedAs(seen), inside };
  return { item, call: true, editGuest: false, restart: false };
}
