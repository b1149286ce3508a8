import { expect, it } from 'vitest';
import { crossCheck } from '../../../cli/check/cross-check.ts';
import { checkSpec } from '../../../cli/check/spec/check-spec.ts';
import { fleetOf } from '../../shared/fleet/some-fleet.ts';
import { asyncInvokeConfig, http, specWith, timer } from './spec/some-spec.ts';

const rotated = fleetOf(`secrets: { region: cn-hangzhou }
keyPairs:
  - name: ops
    instances: [{ product: ens, tags: { ssh: ops } }]
    rotation: { every: 30d, secret: keyfleet/ops }
`);

/** What is wrong between that fleet and one function with these properties. */
function problemsBeside(props: object) {
  const { functions } = checkSpec(specWith(props), ['attach', 'rotate'], {});
  expect(functions).toHaveLength(1);
  return crossCheck(rotated, functions, () => ({ line: 4, column: 5 }));
}

it('keyfleet check requires a rotate function with a timer when fleet.yaml rotates', () => {
  const message = 'expected a function in s.yaml with the code ./dist/rotate and a timer, or nothing rotates';
  const problems = [{ line: 4, column: 5, path: 'keyPairs.0.rotation', message }];

  expect(problemsBeside({})).toEqual(problems);
  expect(problemsBeside({ code: './dist/rotate', triggers: [http] })).toEqual(problems);
  expect(problemsBeside({ code: './dist/rotate', triggers: [timer], asyncInvokeConfig })).toEqual([]);
});
