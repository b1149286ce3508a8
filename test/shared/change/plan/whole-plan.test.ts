import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../../shared/change/command.ts';
import { makePlan } from '../../../../shared/change/plan/plan.ts';
import type { Item } from '../../../../shared/change/plan/step.ts';
import type { Observed } from '../../../../shared/products/observed.ts';
import { observedAs } from './observed.ts';

describe('a plan for several instances', () => {
  it('has each of them once: as a step, or as one that is left as it is', () => {
    const items = [
      itemOf('i-bare', {}),
      itemOf('i-ours', { keyPairName: 'ops' }),
      itemOf('i-theirs', { keyPairName: 'dev' }),
      itemOf('i-windows', { os: 'windows' }),
      itemOf('i-gone', null),
    ];

    const { steps, untouched } = makePlan(commandFor(items), items);

    expect(steps.map(({ item }) => item.instanceId)).toEqual(['i-bare', 'i-theirs']);
    expect(untouched.map(({ item, verdict }) => `${item.instanceId} ${verdict.code}`)).toEqual([
      'i-ours AlreadyAttached',
      'i-windows DependencyViolation.WindowsInstance',
      'i-gone InvalidInstanceId.NotFound',
    ]);
  });

  it('leaves an instance that carries the key pair with that word, also when others are to be left alone', () => {
    const items = [itemOf('i-ours', { keyPairName: 'ops' }), itemOf('i-theirs', { keyPairName: 'dev' })];

    const { untouched } = makePlan(commandFor(items, { ifAttached: 'skip' }), items);

    expect(untouched.map(({ verdict }) => verdict.code)).toEqual(['AlreadyAttached', 'ForeignKeyPair']);
  });
});

function commandFor(items: readonly Item[], more: object = {}) {
  const instanceIds = items.map(({ instanceId }) => instanceId);
  const request = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds, ...more };
  return readCommand('attach', request, 10);
}

function itemOf(instanceId: string, seen: Partial<Observed> | null): Item {
  const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
  const observed = seen ? observedAs({ instanceId, ...seen }) : undefined;
  return { keyPair, publicKey: null, instanceId, observed, inside: undefined };
}
