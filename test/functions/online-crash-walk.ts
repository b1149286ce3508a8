import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import { startInvocation } from '../../shared/runtime/invocation.ts';
import { type CrashPoint, crashPoints, doom } from '../crash.ts';
import { type ClientKey, createKey, runOverSsh } from '../local/guest/ssh-client.ts';
import { contextFor, regionOf, rpc, targetOf } from '../stack.ts';

const products = ['ecs', 'swas'] as const;

/** One key pair to attach, and one that each instance carries before. */
export interface Keys {
  readonly ours: ClientKey;
  readonly theirs: ClientKey;
}

export const createKeys = (): Keys => ({ ours: createKey('rsa'), theirs: createKey('rsa') });

/** A running instance of each product that has remote commands, and the request to attach to both online. */
async function setUp({ ours, theirs }: Keys) {
  const cloud = await startLocalCloud({ settings: { power: { pendingMs: 5, startMs: 20, stopMs: 20, rebootMs: 40 } } });
  for (const product of products) {
    const RegionId = regionOf(product);
    await rpc(cloud, product)('ImportKeyPair', { RegionId, KeyPairName: 'ours', PublicKeyBody: ours.publicKey });
    await rpc(cloud, product)('ImportKeyPair', { RegionId, KeyPairName: 'theirs', PublicKeyBody: theirs.publicKey });
  }
  const specs = products.map((product) => ({ product, regionId: 'cn-hangzhou', keyPairName: 'theirs' }));
  const made = cloud.instances.add(specs);
  const targets = products.map((product, at) => targetOf(product, 'ours', [made[at]?.instanceId ?? '']));
  return { cloud, command: readCommand('attach', { targets, takeEffect: 'online' }, 10) };
}

const invocationOf = (cloud: LocalCloud) => startInvocation(contextFor(cloud, 120), { KEYFLEET_ENDPOINT: cloud.url });

/** What every instance came to: its state, its key pair, and the lines of its authorized_keys, read by a real login. */
async function endOf(cloud: LocalCloud, { ours }: Keys) {
  const instances = cloud.instances.list().map(async ({ instanceId, status, keyPairName }) => {
    const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
    const { stdout } = await runOverSsh(sshPort ?? 0, { privateKey: ours.privateKey }, 'cat .ssh/authorized_keys');
    const bodies = stdout.split('\n').flatMap((line) => line.split(' ')[1] ?? []);
    return { status, keyPairName, bodies: bodies.toSorted() };
  });
  return Promise.all(instances);
}

/** What each instance is to come to: attached, with the new key beside the old one, each once. */
export function wantedOf({ ours, theirs }: Keys) {
  const bodies = [ours, theirs].map(({ publicKey }) => publicKey.split(' ')[1] ?? '').toSorted();
  return products.map(() => ({ status: 'Running', keyPairName: 'ours', bodies }));
}

/** Every point at which the worker of an online attach could die. */
export async function attachOnline(keys: Keys): Promise<{ end: object[]; points: CrashPoint[] }> {
  const { cloud, command } = await setUp(keys);
  const { invocation, calls } = doom(invocationOf(cloud));
  await dispatch(command, invocation);
  const end = await endOf(cloud, keys);
  await cloud.close();
  return { end, points: crashPoints(calls()) };
}

/** The same with a worker that dies at that point, and the same request once more. */
export async function attachOnlineAfterCrash(keys: Keys, point: CrashPoint): Promise<object[]> {
  const { cloud, command } = await setUp(keys);
  const { invocation, died } = doom(invocationOf(cloud), point);
  await Promise.race([dispatch(command, invocation), died]);
  await dispatch(command, invocationOf(cloud));
  const end = await endOf(cloud, keys);
  await cloud.close();
  return end;
}
