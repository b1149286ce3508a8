import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { publicKeyLine } from '../../clients/fleet.ts';
import { call, type Parameters } from '../cloud/signed-call.ts';

/** What a process holds at one moment. */
export interface Held {
  readonly residentMb: number;
  readonly descriptors: number;
  readonly children: number;
  /** Folders of the local cloud in the temporary folder that this process made. */
  readonly temporary: number;
}

export interface SoakResult {
  /** At the start, in the middle, at the end, and once the cloud is closed. */
  readonly held: readonly Held[];
  readonly operations: number;
  /** Answers 5xx: none, since no fault asks for one. */
  readonly broken: readonly string[];
  /** Instances whose key pair is another than the last one attached or detached. */
  readonly wrong: readonly string[];
}

export interface SoakOptions {
  readonly durationMs: number;
  readonly seed: number;
  readonly tell?: (line: string) => void;
}

const region = { RegionId: 'cn-hangzhou' };
const ids = Array.from({ length: 12 }, (_, at) => `i-soak-${at}`);

/**
 * Attaches, detaches, reboots, runs scripts, stores secrets and throttles at random for a while, one thing after the other,
 * and looks at what the process holds meanwhile.
 */
export async function soak({ durationMs, seed, tell = () => {} }: SoakOptions): Promise<SoakResult> {
  const cloud = await startLocalCloud({ settings: { power: { startMs: 5, rebootMs: 5, stopMs: 5 } } });
  const next = numbers(seed);
  const expected = new Map<string, string>();
  const broken: string[] = [];
  const ask = async (product: string, action: string, parameters: Parameters) => {
    const { status, body } = await call(cloud, product, action, parameters);
    if (status >= 500) broken.push(`${action}: ${status}`);
    return body;
  };
  await prepare(cloud, ask);
  const held = [holds()];
  const endMs = Date.now() + durationMs;
  const halfMs = endMs - durationMs / 2;
  let operations = 0;
  while (Date.now() < endMs) {
    await operate(cloud, ask, { next, expected });
    operations += 1;
    if (held.length < 2 && Date.now() > halfMs) held.push(holds());
    if (operations % 500 === 0) tell(`${operations} operations ${JSON.stringify(holds())}`);
  }
  const wrong = await wrongOnes(cloud, ask, expected);
  held.push(holds());
  await cloud.close();
  held.push(holds());
  return { held, operations, broken, wrong };
}

type Ask = (product: string, action: string, parameters: Parameters) => Promise<Record<string, unknown>>;

async function prepare(cloud: LocalCloud, ask: Ask): Promise<void> {
  cloud.instances.add(ids.map((instanceId) => ({ product: 'ecs', regionId: 'cn-hangzhou', instanceId })));
  for (const KeyPairName of ['one', 'two']) {
    await ask('ecs', 'ImportKeyPair', { ...region, KeyPairName, PublicKeyBody: publicKeyLine });
  }
  const place = { DKMSInstanceId: 'kst-1', EncryptionKeyId: 'key-1' };
  await ask('kms', 'CreateSecret', { SecretName: 'soak', VersionId: 'v0', SecretData: 'x', ...place });
}

type Luck = { readonly next: (below: number) => number; readonly expected: Map<string, string> };

async function operate(cloud: LocalCloud, ask: Ask, { next, expected }: Luck): Promise<void> {
  const id = ids[next(ids.length)] ?? '';
  const KeyPairName = ['one', 'two'][next(2)] ?? '';
  const operations = [
    async () => {
      const body = await ask('ecs', 'AttachKeyPair', { ...region, KeyPairName, InstanceIds: JSON.stringify([id]) });
      if (body.FailCount === 0) expected.set(id, KeyPairName);
    },
    async () => {
      const carried = expected.get(id) ?? KeyPairName;
      const body = await ask('ecs', 'DetachKeyPair', {
        ...region,
        KeyPairName: carried,
        InstanceIds: JSON.stringify([id]),
      });
      if (body.FailCount === 0) expected.set(id, '');
    },
    () => ask('ecs', 'RebootInstance', { InstanceId: id }),
    () => runScript(ask, id),
    () =>
      ask('kms', 'PutSecretValue', { SecretName: 'soak', VersionId: `v${next(1e9)}`, SecretData: 'y'.repeat(1_000) }),
    () => ask('ecs', 'DescribeInstances', region),
    async () => cloud.faults.add({ product: 'ecs', action: 'DescribeInstances', times: 1, fault: 'throttle' }),
    async () => void cloud.principals.assumeRole({ roleName: 'soak' }),
    () => cloud.instances.inspect(id),
  ];
  await operations[next(operations.length)]?.();
}

async function runScript(ask: Ask, id: string): Promise<void> {
  const script = { Type: 'RunShellScript', CommandContent: 'echo soaked; sleep 0.01', 'InstanceId.1': id };
  const { InvokeId } = await ask('ecs', 'RunCommand', { ...region, ...script });
  if (typeof InvokeId !== 'string') return;
  for (let looks = 0; looks < 6_000; looks++) {
    const body = await ask('ecs', 'DescribeInvocationResults', { ...region, InvokeId });
    if (!JSON.stringify(body).includes('"InvokeRecordStatus":"Running"')) return;
    await wait(10);
  }
  throw new Error('a script of ten milliseconds runs for a minute');
}

async function wrongOnes(cloud: LocalCloud, ask: Ask, expected: ReadonlyMap<string, string>): Promise<string[]> {
  cloud.faults.clear();
  const body = await ask('ecs', 'DescribeInstances', { ...region, PageSize: 100 });
  const { Instance } = body.Instances as { Instance: { InstanceId: string; KeyPairName: string }[] };
  const off = Instance.filter(({ InstanceId, KeyPairName }) => KeyPairName !== (expected.get(InstanceId) ?? ''));
  return off.map(({ InstanceId, KeyPairName }) => `${InstanceId}: ${KeyPairName}`);
}

function holds(): Held {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  const own = readdirSync(os.tmpdir()).filter((name) => name.startsWith(`keyfleet-guests-${process.pid}.`));
  return {
    residentMb: Math.round(process.memoryUsage().rss / 1e6),
    descriptors: readdirSync('/proc/self/fd').length,
    children: children.length,
    temporary: own.length,
  };
}

/** The same numbers for the same seed: xorshift32. */
function numbers(seed: number): (below: number) => number {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
