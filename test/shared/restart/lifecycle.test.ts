import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/cloud/errors.ts';
import type { ScalingGroup, ScalingMember, Standby } from '../../../shared/cloud/ess/standby.ts';
import type { Spot } from '../../../shared/instances/place.ts';
import type { Driver } from '../../../shared/products/product.ts';
import { moveMembers } from '../../../shared/restart/lifecycle.ts';
import { createVirtualClock } from '../../virtual-clock.ts';

const refused = new CloudError({ fate: 'refused', code: 'IncorrectInstanceStatus', message: 'no' });

/** Groups whose members show at once what was asked for; one that is to be refused refuses every call that names it. */
function createGroups(members: Record<string, ScalingMember>, isRefused: (id: string) => boolean = () => false) {
  const clock = createVirtualClock();
  const calls: string[] = [];
  const scaling: Standby = {
    find: async (_regionId, ids) => new Map(Object.entries(members).filter(([id]) => ids.includes(id))),
    change: async (action, { regionId, groupId }: ScalingGroup, ids) => {
      calls.push(`${regionId} ${groupId} ${ids.join(' ')}`);
      if (ids.some(isRefused)) throw refused;
      for (const id of ids) members[id] = { groupId, state: action === 'EnterStandby' ? 'Standby' : 'InService' };
    },
  };
  const whereOf = (id: string): Spot => {
    const regionId = id.startsWith('sh') ? 'cn-shanghai' : 'cn-hangzhou';
    return { product: 'ecs', regionId, instanceId: id, driver: {} as Driver };
  };
  const move = (ids: readonly string[], action: 'EnterStandby' | 'ExitStandby' = 'EnterStandby') =>
    clock.run(moveMembers(ids, { action, clock, scaling, whereOf }));
  return { calls, move };
}

const inService = (ids: readonly string[], groupId = 'asg-1') =>
  Object.fromEntries(ids.map((id) => [id, { groupId, state: 'InService' }]));

describe('members that are moved to standby', () => {
  it('members that are moved to standby are asked for by region and group, twenty a call', async () => {
    const many = Array.from({ length: 21 }, (_, at) => `i-${at}`);
    const members = { ...inService(many), ...inService(['i-other'], 'asg-2'), ...inService(['sh-1']) };
    const { calls, move } = createGroups(members);
    expect(await move([...Object.keys(members), 'i-alone'])).toEqual(new Map());
    expect(calls.map((call) => call.split(' ').length - 2)).toEqual([20, 1, 1, 1]);
    expect(calls.slice(2)).toEqual(['cn-hangzhou asg-2 i-other', 'cn-shanghai asg-1 sh-1']);
  });

  it('members that are moved to standby get there although one of the same call is refused', async () => {
    const ids = ['i-1', 'i-2', 'i-3', 'i-4'];
    const { calls, move } = createGroups(inService(ids), (id) => id === 'i-3');
    expect(await move(ids)).toEqual(new Map([['i-3', { why: refused, isAsked: false }]]));
    expect(calls).toHaveLength(5);
  });

  it('a member that is being added to its group is waited for', async () => {
    const members: Record<string, ScalingMember> = { 'i-1': { groupId: 'asg-1', state: 'Pending' } };
    const { calls, move } = createGroups(members);
    const moved = move(['i-1']);
    members['i-1'] = { groupId: 'asg-1', state: 'InService' };
    expect(await moved).toEqual(new Map());
    expect(calls).toHaveLength(1);
  });

  it('a look that is refused is not made again', async () => {
    const clock = createVirtualClock();
    const looks: string[] = [];
    const scaling: Standby = {
      find: async (_regionId, ids) => {
        looks.push(ids.join());
        throw refused;
      },
      change: async () => {},
    };
    const whereOf = (): Spot => ({ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1', driver: {} as Driver });
    const moved = clock.run(moveMembers(['i-1'], { action: 'ExitStandby', clock, scaling, whereOf }));
    expect(await moved).toEqual(new Map([['i-1', { why: refused, isAsked: false }]]));
    expect(looks).toEqual(['i-1']);
  });

  it('a member that stays as it is, is a failure after a while', async () => {
    const member = { groupId: 'asg-1', state: 'Pending' };
    const { calls, move } = createGroups({ 'i-1': member });
    expect(await move(['i-1'])).toEqual(new Map([['i-1', { why: member, isAsked: false }]]));
    expect(calls).toEqual([]);
  });

  it.each(['InService', 'Protected', 'Removing'])(
    'a member that is %s is not asked to leave standby',
    async (state) => {
      const { calls, move } = createGroups({ 'i-1': { groupId: 'asg-1', state } });
      expect(await move(['i-1'], 'ExitStandby')).toEqual(new Map());
      expect(calls).toEqual([]);
    },
  );
});
