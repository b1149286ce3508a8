import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../../shared/change/command.ts';
import { makePlan } from '../../../../shared/change/plan/plan.ts';
import type { Inside, Item } from '../../../../shared/change/plan/step.ts';
import type { Observed } from '../../../../shared/products/observed.ts';
import { alive, ours } from './inside.ts';
import { observedAs } from './observed.ts';
import { online, restart } from './situation.ts';

describe('dry run', () => {
  const tell = (options: object, seen: Partial<Observed> = {}, inside?: Inside) => {
    const request = {
      product: 'ecs',
      regionId: 'cn-hangzhou',
      keyPairName: 'ops',
      instanceIds: ['i-1'],
      dryRun: true,
      ...options,
    };
    const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
    const item: Item = { keyPair, publicKey: ours, instanceId: 'i-1', observed: observedAs(seen), inside };
    return makePlan(readCommand('attach', request, 1), [item]).untouched[0]?.verdict.message;
  };
  it('a dry run says that password login goes off', () => {
    expect(tell({})).toBe('would attach ops, switch password login off after the next start');
  });
  it('names the key pair that would be replaced', () => {
    expect(tell({}, { keyPairName: 'dev' })).toMatch(/^would replace key pair dev with ops,/);
  });
  it('a dry run says that it would restart', () => {
    expect(tell(restart)).toBe('would attach ops, restart it, switch password login off with that restart');
  });
  it('a dry run says what would change inside', () => {
    expect(tell(online, {}, alive)).toMatch(/attach ops, add the public key for root inside/);
  });
});
