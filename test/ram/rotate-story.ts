import { readFileSync } from 'node:fs';
import type { PolicyDocument } from '../../local/cloud/index.ts';
import { products as services } from '../../local/cloud/products.ts';
import { readPolicy } from '../../local/cloud/ram/policy.ts';
import { DAY_MS, openRotation } from '../shared/rotation/scene.ts';
import { rpc } from '../stack.ts';

const LINES =
  'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops, verify: login, address: public, trustFirstHostKey: true }';

export const rotatePolicy = readPolicy(
  JSON.parse(readFileSync(new URL('../../ram/rotate.json', import.meta.url), 'utf8')),
);
/** But for what is asked of the platform; the tests of asynchronous calls and of follow-ups hold that. */
export const rotateActions = rotatePolicy.Statement.flatMap(({ Action }) => Action).filter(
  (action) => action !== 'mns:SendMessage' && action !== 'fc:InvokeFunction',
);

/** What a policy let happen, and what it was asked for. */
export interface StoryEnd {
  /** What two rotations, with instances that come back late between them, came to. */
  readonly phases: readonly string[];
  readonly asked: readonly string[];
  readonly denied: readonly string[];
}

/** Two rotations of a fleet of all products that need all that a rotation may ever do, under a policy. */
export async function playRotations(policy: PolicyDocument): Promise<StoryEnd> {
  const settings = { tagsInEnsInstances: 'absent' } as const;
  const scene = await openRotation({ lines: LINES, policy, settings, jump: true });
  const late: string[] = [];
  for (const product of ['ecs', 'swas'] as const) {
    if (product === 'swas') scene.make(product, { count: 50, tags: {} });
    const made = [scene.make(product), scene.make(product, { agent: 'offline' })];
    for (const id of made) await scene.tagPort(product, id);
    late.push(made[1] ?? '');
  }
  await scene.tagPort('ens', scene.make('ens'));
  // Of another key pair: it keeps none of ours, but has to be looked at.
  const template = { RegionId: 'cn-hangzhou', LaunchTemplateName: 'web', KeyPairName: 'theirs' };
  await rpc(scene.cloud, 'ecs')('CreateLaunchTemplate', template);
  scene.cloud.calls.clear();
  const phases: string[] = [];
  const ask = async (request: object) => {
    const { phase } = await scene.ask(request).catch(({ code }: { code: string }) => ({ phase: code }));
    phases.push(phase);
  };
  const finish = async () => {
    scene.pass(DAY_MS + 60_000);
    await ask({ action: 'tick' });
  };
  const now = { action: 'now', keyPair: 'ops' };
  await ask(now);
  await finish();
  for (const id of late) await scene.cloud.instances.change(id, { agent: 'online' });
  await ask({ action: 'tick' });
  await ask(now);
  await finish();
  await ask({ action: 'record', keyPair: 'ops' });
  const calls = scene.cloud.calls.list().filter(({ principal }) => principal !== 'operator');
  const named = calls.map(({ product, action, code }) => {
    const { ramCode, dialect } = services.find(({ name }) => name === product) ?? {};
    return { asked: `${ramCode}:${action}`, isDenied: code === dialect?.denied.code };
  });
  await scene.close();
  return {
    phases,
    asked: [...new Set(named.map(({ asked }) => asked))],
    denied: [...new Set(named.filter(({ isDenied }) => isDenied).map(({ asked }) => asked))],
  };
}
