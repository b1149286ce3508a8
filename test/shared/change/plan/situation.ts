import { expect } from 'vitest';
import { readCommand } from '../../../../shared/change/command.ts';
import { makePlan } from '../../../../shared/change/plan/plan.ts';
import type { Inside, Item } from '../../../../shared/change/plan/step.ts';
import type { Observed } from '../../../../shared/products/observed.ts';
import type { ProductName } from '../../../../shared/products/product.ts';
import { RESTART_TAG } from '../../../../shared/restart/tag.ts';
import { ours } from './inside.ts';
import { observedAs } from './observed.ts';

/** One instance as it was seen, from outside and inside, and how its key pair is to be changed. */
export interface Situation {
  product?: ProductName;
  seen?: Partial<Observed> | undefined;
  inside?: Inside | undefined;
  options?: object;
}

export const ops = { keyPairName: 'ops' };
export const tagged = { tags: { [RESTART_TAG]: 'ops' } };
export const online = { takeEffect: 'online' };
export const restart = { takeEffect: 'restart' };

/** What is decided about one instance: the parts of its step, or the code that settles it. */
export function decide(
  action: 'attach' | 'detach',
  { product = 'ecs', seen = {}, inside, options = {} }: Situation,
): string {
  const region = product === 'ens' ? {} : { regionId: 'cn-hangzhou' };
  const request = { product, ...region, keyPairName: 'ops', instanceIds: ['i-1'], ...options };
  const command = readCommand(action, request, 1);
  const keyPair = { product, regionId: region.regionId ?? null, keyPairName: 'ops', keyPairId: null };
  const item: Item = {
    keyPair,
    publicKey: product === 'ens' ? null : ours,
    instanceId: 'i-1',
    observed: observedAs(seen),
    inside,
  };
  const { steps, untouched } = makePlan(command, [item]);
  expect([...steps, ...untouched]).toHaveLength(1);
  const names = (['editGuest', 'call', 'restart'] as const).filter((part) => steps[0]?.[part]);
  return untouched[0]?.verdict.code ?? names.join(' ');
}
