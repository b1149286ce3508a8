import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyPair, targetOf } from '../../stack.ts';
import { fleetOf, opsFleet, SECRETS } from '../fleet/some-fleet.ts';
import { createScene } from './act/scene.ts';

async function open(direct: string, keyPairs: readonly string[] = ['ops']) {
  const scene = await createScene();
  onTestFinished(() => scene.close());
  for (const name of keyPairs) await createKeyPair(scene.cloud, 'ecs', name);
  const fleet = opsFleet('', `${SECRETS}\n${direct}`);
  const run = (action: 'attach' | 'detach', request: object) => scene.run(action, request, undefined, fleet);
  const changes = () =>
    scene.cloud.calls.list().filter(({ action }) => /^(Attach|Detach|Reboot|Run|Tag)/.test(action ?? ''));
  return { ...scene, run, changes };
}

const attachTo = (ids: readonly string[], more: object = {}) => ({ ...targetOf('ecs', 'ops', [...ids]), ...more });
const codesOf = ({ results }: { results: readonly { status: string; code: string }[] }) =>
  results.map(({ status, code }) => `${status} ${code}`);

describe('what is tagged keyfleet:ignore', () => {
  const ignored = { tags: { ssh: 'ops', 'keyfleet:ignore': '' } };

  it.each(['attach', 'detach'] as const)(
    'is left alone by %s, without a call, and its neighbour is served',
    async (action) => {
      const { make, run, cloud } = await open('');
      const carried = action === 'detach' ? { keyPairName: 'ops' } : {};
      const ids = [...make('ecs', 1, { ...ignored, ...carried }), ...make('ecs', 1, { ...carried })];
      const report = await run(
        action,
        attachTo(ids, { allowLockOut: true, ...(action === 'detach' && { allowUnverified: true }) }),
      );
      expect(codesOf(report)).toEqual(['skipped Ignored', 'succeeded 200']);
      expect(report.results[0]?.message).toContain('keyfleet:ignore');
      const named = cloud.calls.list().filter(({ action: name }) => /^(Attach|Detach)KeyPair$/.test(name ?? ''));
      expect(JSON.stringify(named)).not.toContain(ids[0]);
    },
  );

  it.each(['ecs', 'ens', 'swas'] as const)('is left alone on %s', async (product) => {
    const { make, run, cloud } = await open('', []);
    await createKeyPair(cloud, product, 'ops');
    const ids = make(product, 1, { ...ignored, status: 'Stopped' });
    expect(codesOf(await run('attach', targetOf(product, 'ops', ids)))).toEqual(['skipped Ignored']);
  });

  it('is changed all the same where the request says so', async () => {
    const { make, run } = await open('');
    const report = await run('attach', attachTo(make('ecs', 1, ignored), { includeIgnored: true }));
    expect(codesOf(report)).toEqual(['succeeded 200']);
  });

  it('is not looked into', async () => {
    const { make, run, cloud } = await open('');
    await run('attach', attachTo(make('ecs', 1, { ...ignored, agent: 'online' }), { takeEffect: 'online' }));
    expect(cloud.calls.list().filter(({ action }) => /CloudAssistant|RunCommand/.test(action ?? ''))).toEqual([]);
  });
});

describe('what direct does not allow of a request', () => {
  it.each([
    ['force: false', { force: true, takeEffect: 'restart' }, 'direct.force'],
    ['restart: false', { takeEffect: 'restart' }, 'direct.restart'],
    ['restart: false', { takeEffect: 'online', fallback: 'restart' }, 'direct.restart'],
    ['maxUnavailable: 1', { takeEffect: 'restart', maxUnavailable: '100%' }, 'direct.maxUnavailable'],
    ['force: true', { includeIgnored: true }, 'direct.includeIgnored'],
  ])('%s refuses the request whole before anything is looked at, by rule and line', async (rule, more, path) => {
    const { make, run, cloud } = await open(`direct: { ${rule} }`);
    const ids = make('ecs', 3, { tags: { ssh: 'ops' } });
    cloud.calls.clear();
    await expect(run('attach', attachTo(ids, more))).rejects.toMatchObject({ code: 'NotAllowed' });
    await expect(run('attach', attachTo(ids, more))).rejects.toThrow(`${path} of fleet.yaml (line 3)`);
    expect(cloud.calls.list()).toEqual([]);
  });

  it('names every rule against it', async () => {
    const { make, run } = await open('direct:\n  force: false\n  restart: false');
    const request = attachTo(make('ecs', 1), { takeEffect: 'restart', force: true });
    await expect(run('attach', request)).rejects.toThrow(/direct\.force .*line 4.*direct\.restart .*line 5/);
  });

  it('does not refuse what stays within', async () => {
    const { make, run } = await open('direct: { force: false, restart: true, maxUnavailable: 50% }');
    const report = await run('attach', attachTo(make('ecs', 2), { takeEffect: 'restart', maxUnavailable: 1 }));
    expect(report.succeededCount).toBe(2);
  });
});

describe('instances and key pairs that direct does not allow', () => {
  it('selected: what no key pair of fleet.yaml selects is refused without a call', async () => {
    const { make, run, changes } = await open('direct: { instances: selected }');
    const [theirs] = [make('ecs', 1, { tags: { team: 'other' } })];
    const report = await run('attach', attachTo(theirs));
    expect(codesOf(report)).toEqual(['failed NotAllowed']);
    expect(report.results[0]?.message).toContain('direct.instances of fleet.yaml (line 3)');
    expect(changes()).toEqual([]);
    expect(codesOf(await run('attach', attachTo(make('ecs', 1, { tags: { ssh: 'ops' } }))))).toEqual(['succeeded 200']);
  });

  it('selectors: what none of them selects is refused', async () => {
    const { make, run } = await open(
      'direct: { instances: [{ product: ecs, regions: [cn-hangzhou], tags: { team: web } }] }',
    );
    const ids = [...make('ecs', 1, { tags: { team: 'web' } }), ...make('ecs', 1, { tags: { ssh: 'ops' } })];
    expect(codesOf(await run('attach', attachTo(ids)))).toEqual(['succeeded 200', 'failed NotAllowed']);
  });

  it('keyPairs: a key pair that no pattern names is refused; a generation counts as what is rotated', async () => {
    const generation = 'web-20260101T000000Z';
    const { make, run } = await open("direct: { keyPairs: ['web', 'team-*'] }", ['ops', 'web', generation, 'team-a']);
    const codeFor = async (name: string) => codesOf(await run('attach', targetOf('ecs', name, make('ecs', 1))))[0];
    expect(await codeFor('ops')).toBe('failed NotAllowed');
    expect(await codeFor('web')).toBe('succeeded 200');
    expect(await codeFor(generation)).toBe('succeeded 200');
    expect(await codeFor('team-a')).toBe('succeeded 200');
  });

  it.each([
    ['Ignored', { tags: { 'keyfleet:ignore': '', 'keyfleet:restart': 'ops' } }, ''],
    ['NotAllowed', { tags: { 'keyfleet:restart': 'ops' } }, 'direct: { instances: selected }'],
  ])('%s: a restart that was begun there is not finished by a request', async (code, more, direct) => {
    const { make, run, changes, cloud } = await open(direct);
    const ids = make('ecs', 1, { keyPairName: 'ops', ...more });
    cloud.calls.clear();
    const { results } = await run('attach', attachTo(ids, { takeEffect: 'restart' }));
    expect(results).toMatchObject([{ code }]);
    expect(changes()).toEqual([]);
  });

  it('a dry run says the same', async () => {
    const { make, run } = await open('direct: { instances: selected }');
    expect(codesOf(await run('attach', attachTo(make('ecs', 1), { dryRun: true })))).toEqual(['failed NotAllowed']);
  });
});

it('direct is read with its defaults, and says where its rules stand', () => {
  const { direct } = fleetOf(
    `direct: { force: false }\nkeyPairs: [{ name: ops, instances: [{ product: ens, tags: { a: b } }] }]`,
  );
  expect(direct).toMatchObject({
    instances: 'any',
    keyPairs: null,
    force: false,
    restart: true,
    includeIgnored: false,
  });
  expect(direct?.lines.force).toBe(1);
});
