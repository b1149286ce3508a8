import { expect, it } from 'vitest';
import { matchesPattern } from '../../../local/host/events/matches-pattern.ts';
import { readEvents } from '../../../shared/triggers/events.ts';
import { addInstance, importKeyPair, openCloud } from '../../local/cloud/open-cloud.ts';

const isStateChange = {
  source: ['acs.ecs'],
  type: ['ecs:Instance:StateChange'],
  data: { state: ['Created', 'Pending', 'Running'] },
};

it('what the local cloud announces of new instances is read as hints', async () => {
  const cloud = await openCloud();
  const ecs = addInstance(cloud, { product: 'ecs', tags: { ssh: 'ops' } });
  const ens = addInstance(cloud, { product: 'ens', tags: { ssh: 'ops' } });
  addInstance(cloud, { product: 'swas', tags: { ssh: 'ops' } });

  const { hints } = readEvents(cloud.events.list(), cloud.accountId);
  const places = hints.map((hint) =>
    hint.kind === 'instances' ? [hint.product, hint.regionId, ...hint.instanceIds] : [],
  );

  expect(places).toContainEqual(['ecs', 'cn-hangzhou', ecs]);
  expect(places).toContainEqual(['ens', null, ens]);
  expect(new Set(places.map(([product]) => product))).toEqual(new Set(['ecs', 'ens']));
});

it('other calls that it announces are no hints', async () => {
  const cloud = await openCloud();
  await importKeyPair(cloud, 'ecs', 'ops');

  expect(readEvents(cloud.events.list(), cloud.accountId)).toEqual({
    hints: [],
    reasons: ['it records a call that makes no instance "ImportKeyPair"'],
  });
});

it('its events match the pattern that asks for them', async () => {
  const cloud = await openCloud();
  addInstance(cloud, { product: 'ecs' });
  await importKeyPair(cloud, 'ecs', 'ops');
  const matching = cloud.events.list().filter((event) => matchesPattern(isStateChange, event));

  expect(matching.length).toBeGreaterThan(0);
  expect(matching.length).toBeLessThan(cloud.events.list().length);
});
