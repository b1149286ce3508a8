import { describe, expect, it } from 'vitest';
import { askAgents } from '../../../shared/instances/agents.ts';
import { instanceIn } from '../../../shared/instances/place.ts';
import { failure, fakeCommands, fakeDrivers, inBeijing, inHangzhou, inSwas, onEdge } from './fakes.ts';

describe('askAgents', () => {
  const drivers = fakeDrivers({
    ecs: {
      commands: fakeCommands({
        agents: async (regionId, ids) => {
          if (regionId === 'cn-beijing') throw failure('Forbidden.RAM');
          return new Map(ids.map((id) => [id, id === 'i-up']));
        },
      }),
    },
    ens: { commands: null },
    swas: { commands: fakeCommands({ agents: () => Promise.reject(new TypeError('ours')) }) },
  });

  it('askAgents says of each instance whether its agent answers', async () => {
    const [up, down] = [inHangzhou('i-up'), inHangzhou('i-down')];
    expect(await askAgents([up, down], instanceIn(drivers))).toEqual(
      new Map([
        [up, true],
        [down, false],
      ]),
    );
  });

  it('askAgents says nothing of products without agents, nor of places where it cannot be asked', async () => {
    expect(await askAgents([onEdge('e-1'), inBeijing('i-up')], instanceIn(drivers))).toEqual(new Map());
  });

  it('askAgents lets an error travel on that is none of the cloud', async () => {
    await expect(askAgents([inSwas('s-1')], instanceIn(drivers))).rejects.toThrow(TypeError);
  });
});
