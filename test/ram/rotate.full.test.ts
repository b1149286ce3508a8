import type { PolicyDocument } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { playRotations, rotateActions, rotatePolicy } from './rotate-story.ts';

const without = (removed: string): PolicyDocument => ({
  ...rotatePolicy,
  Statement: rotatePolicy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((action) => action !== removed),
  })).filter(({ Action }) => Action.length > 0),
});

it.each(rotateActions)('ram/rotate.json breaks something without %s', async (removed) => {
  const whole = ['grace', 'lagging', 'idle', 'grace', 'idle', 'idle', 'idle'];
  const { phases, marks, denied } = await playRotations(without(removed));
  expect(denied).toContain(removed);
  expect({ phases, marks }).not.toEqual({ phases: whole, marks: [] });
});

describe('ram/rotate.json', () => {
  it('lacks nothing for two rotations, and has nothing that they do not ask for', async () => {
    const { phases, marks, asked, denied } = await playRotations(rotatePolicy);
    expect({ phases, marks, denied }).toEqual({
      phases: ['grace', 'lagging', 'idle', 'grace', 'idle', 'idle', 'idle'],
      marks: [],
      denied: [],
    });
    expect(asked.toSorted((a, b) => a.localeCompare(b))).toEqual(rotateActions.toSorted((a, b) => a.localeCompare(b)));
  });
});
