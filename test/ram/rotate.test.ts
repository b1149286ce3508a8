import { describe, expect, it } from 'vitest';
import { playRotations, rotateActions, rotatePolicy } from './rotate-story.ts';

describe('ram/rotate.json', () => {
  it('lacks nothing for two rotations, and has nothing that they do not ask for', async () => {
    const { phases, asked, denied } = await playRotations(rotatePolicy);
    expect({ phases, denied }).toEqual({
      phases: ['grace', 'lagging', 'idle', 'grace', 'idle', 'idle'],
      denied: [],
    });
    expect(asked.toSorted((a, b) => a.localeCompare(b))).toEqual(rotateActions.toSorted((a, b) => a.localeCompare(b)));
  }, 90_000);
});
