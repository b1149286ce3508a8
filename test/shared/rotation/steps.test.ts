import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { steps } from '../../../shared/rotation/tick-steps.ts';

it('the steps of a tick are those that the documentation lists, in its order', () => {
  const page = readFileSync('docs/rotation.md', 'utf8');
  const listed = [...page.matchAll(/^\d+\. `([^`]+)`:/gm)].map(([, name]) => name);
  expect(listed.length).toBeGreaterThan(5);
  expect(steps.map(({ name }) => name)).toEqual(listed);
});
