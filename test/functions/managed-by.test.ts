import { expect, it } from 'vitest';
import { readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import { startInvocation } from '../../shared/runtime/invocation.ts';
import { createScene } from '../shared/change/act/scene.ts';
import { opsFleet } from '../shared/fleet/some-fleet.ts';
import { contextFor, createKeyPair, targetOf } from '../stack.ts';

const ours = { ssh: 'ops' };

it.each([
  ['selects', { tags: ours, keyPairName: 'ops' }, {}, 'succeeded', 'ops'],
  ['selects, when it carries none already', { tags: ours }, {}, 'skipped', 'ops'],
  ['selects, in a dry run', { tags: ours, keyPairName: 'ops' }, { dryRun: true }, 'skipped', 'ops'],
  ['selects, when it carries another', { tags: ours, keyPairName: 'theirs' }, {}, 'skipped', undefined],
  [
    'is told to ignore',
    { tags: { ...ours, 'keyfleet:ignore': '1' }, keyPairName: 'ops' },
    { includeIgnored: true },
    'succeeded',
    undefined,
  ],
  ['does not select', { tags: { ssh: 'dev' }, keyPairName: 'ops' }, {}, 'succeeded', undefined],
])('a detach of an instance that fleet.yaml %s says who manages it', async (_, instance, more, status, managedBy) => {
  const { cloud, clock, make, close } = await createScene();
  await createKeyPair(cloud, 'ecs', 'ops');
  const ids = make('ecs', 1, { status: 'Stopped', ...instance });
  const request = { ...targetOf('ecs', 'ops', ids), allowUnverified: true, ...more };
  const invocation = startInvocation(contextFor(cloud), { KEYFLEET_ENDPOINT: cloud.url }, clock);
  const report = await clock.run(dispatch(readCommand('detach', request, 1), invocation, opsFleet()));
  const [result] = report.results;
  expect(result?.status).toBe(status);
  expect(result?.managedBy).toBe(managedBy);
  expect(result?.message.includes('keyfleet:ignore')).toBe(managedBy !== undefined);
  await close();
});
