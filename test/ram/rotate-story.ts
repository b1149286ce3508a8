import { readFileSync } from 'node:fs';
import type { PolicyDocument } from '@keyfleet/local-cloud';
import { readPolicy } from '../../local/cloud/ram/policy.ts';
import { DAY_MS, openRotation } from '../shared/rotation/scenes/scene.ts';
import { rpc } from '../stack.ts';
import { type Asked, permissionsOf } from './asked.ts';

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
export interface StoryEnd extends Asked {
  /** What two rotations came to, with instances that come back late between them, and a secret without an owner at the end. */
  readonly phases: readonly string[];
  /** Instances that could not be marked, and marks that stayed on them. */
  readonly marks: readonly string[];
}

/** Two rotations of a fleet of all products that need all that a rotation may ever do, under a policy. */
export async function playRotations(policy: PolicyDocument): Promise<StoryEnd> {
  const settings = { tagsInEnsInstances: 'absent' } as const;
  const scene = await openRotation({ lines: LINES, policy, settings, jump: true });
  const late: string[] = [];
  for (const product of ['ecs', 'swas'] as const) {
    if (product === 'swas') scene.make(product, { count: 50, tags: {} });
    // Until proofs were marked, this said that an old key was left inside.
    const tags = { ssh: 'ops', 'keyfleet:keeps': 'ops' };
    const made = [scene.make(product, { tags }), scene.make(product, { agent: 'offline' })];
    for (const id of made) await scene.tagPort(product, id);
    late.push(made[1] ?? '');
  }
  await scene.tagPort('ens', scene.make('ens'));
  // Of another key pair: it keeps none of ours, but has to be looked at.
  const template = { RegionId: 'cn-hangzhou', LaunchTemplateName: 'web', KeyPairName: 'theirs' };
  await rpc(scene.cloud, 'ecs')('CreateLaunchTemplate', template);
  scene.cloud.calls.clear();
  const phases: string[] = [];
  const marks = new Set<string>();
  const ask = async (request: object) => {
    const status = await scene.ask(request).catch(({ code }: { code: string }) => ({ phase: code, health: 'none' }));
    phases.push(status.health === 'stuck' ? 'stuck' : status.phase);
    const changes = 'changes' in status ? status.changes : [];
    for (const { step, code } of changes) if (step === 'tag') marks.add(`tag: ${code}`);
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
  await scene.forgetOwner();
  await ask({ action: 'tick' });
  const calls = scene.cloud.calls.list().filter(({ principal }) => principal !== 'operator');
  for (const { tags } of scene.cloud.instances.list()) if (tags['keyfleet:keeps']) marks.add('keyfleet:keeps stays');
  await scene.close();
  return { phases, marks: [...marks], ...permissionsOf(calls) };
}
