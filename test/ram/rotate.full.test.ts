import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../local/cloud/index.ts';
import { playRotations, rotateActions, rotatePolicy } from './rotate-story.ts';

const without = (removed: string): PolicyDocument => ({
  ...rotatePolicy,
  Statement: rotatePolicy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((action) => action !== removed),
  })).filter(({ Action }) => Action.length > 0),
});

it.each(rotateActions)('ram/rotate.json breaks something without %s', async (removed) => {
  const whole = ['grace', 'lagging', 'idle', 'grace', 'idle', 'idle'];
  const { phases, denied } = await playRotations(without(removed));
  expect(denied).toContain(removed);
  expect(phases).not.toEqual(whole);
});

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
