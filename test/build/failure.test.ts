import { expect, it } from 'vitest';
import { describeBuildFailure } from '../../build/failure.ts';

const location = { file: 'fleet.yaml', line: 12, column: 16 };
const message = { text: 'keyPairs.0.rotation.every: expected a duration', location };

it('what is wrong with a source is said once, however many bundles it goes into, with its place', () => {
  const failure = Object.assign(new Error('Build failed'), {
    errors: [message, message, { text: 'no such file', location: null }],
  });
  expect(describeBuildFailure(failure)).toEqual([
    'fleet.yaml:12:17: keyPairs.0.rotation.every: expected a duration',
    'no such file',
  ]);
});

it('no other error is taken for that', () => {
  expect(describeBuildFailure(new Error('something else'))).toBeNull();
});
