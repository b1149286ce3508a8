import {
  type InstanceSpec,
  type LocalCloud,
  type LocalCloudOptions,
  type PolicyDocument,
  startLocalCloud,
} from '../../../local/cloud/index.ts';
import { type Clock, systemClock } from '../../../shared/cloud/clock.ts';
import { nameGeneration } from '../../../shared/fleet/generation.ts';
import { startInvocation } from '../../../shared/invocation.ts';
import { createSecrets, kmsApi } from '../../../shared/kms/index.ts';
import type { ProductName } from '../../../shared/products/product.ts';
import { readRotation } from '../../../shared/rotation/command.ts';
import { writeKey } from '../../../shared/rotation/content.ts';
import type { RotationStatus } from '../../../shared/rotation/report.ts';
import { runRotation } from '../../../shared/rotation/run.ts';
import { type CrashPoint, doom } from '../../crash.ts';
import { type ClientKey, canLogIn } from '../../local/guest/ssh-client.ts';
import { contextFor, createDriver, openLocal, regionOf, rpc } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { firstKey, pool } from './key-pool.ts';

export const DAY_MS = 86_400_000;
const ROTATION = 'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops }';
const POWER = { pendingMs: 5, startMs: 20, stopMs: 20, rebootMs: 40, lingerMs: 5 };

/** A local cloud with guests that one can log in to, the key pair `ops` in it, and the rotation of `ops`. */
export interface RotationScene {
  readonly cloud: LocalCloud;
  readonly clock: Clock;
  /** Keys that rotations made, in their order. */
  readonly made: readonly ClientKey[];
  /** Makes an instance that the fleet selects, carrying `ops` unless said otherwise; its id. */
  make(product: ProductName, more?: Partial<InstanceSpec>): string;
  /** Runs a request as the function does, without its HTTP. */
  ask(request: object): Promise<RotationStatus>;
  /** One tick of the timer. */
  tick(): Promise<RotationStatus>;
  /** A tick whose worker dies at that point; the calls that it made. */
  tickDoomed(point?: CrashPoint): Promise<number>;
  /** The key that the secret's current version holds, by the number that `letsIn` has for it. */
  currentKey(): Promise<string>;
  /** The keys that KMS still has, and that of generation 0, by those numbers. */
  keptKeys(): Promise<string[]>;
  /** Has an instance's sshd found where it listens: tags its port. */
  tagPort(product: ProductName, instanceId: string): Promise<void>;
  /** Puts a generation there as a rotation before would have left it; its name. Its key is number 1. */
  promoteBefore(): Promise<string>;
  /** Lets time pass for the cloud and the functions alike; negative to turn clocks back. */
  pass(ms: number): void;
  /** Which keys an instance lets in: `first` is that of generation 0, then those that were made, by number from 1. */
  letsIn(instanceId: string): Promise<string[]>;
  /** The stages of the secret's versions that have some. */
  stages(): Promise<Record<string, string[]>>;
  /** The names of the key pairs of a product. */
  keyPairs(product: ProductName): Promise<string[]>;
  close(): Promise<void>;
}

/** How a scene differs from the usual one. */
export type SceneOptions = LocalCloudOptions & {
  /** The rotation, as fleet.yaml has it. */
  readonly lines?: string;
  /** Wait 120 ms at most. Default true. */
  readonly hurry?: boolean;
  /** Let the rest of each wait pass all the same. Default false. */
  readonly jump?: boolean;
  /** What the function's role may do. Default everything. */
  readonly policy?: PolicyDocument;
};

export async function openRotation({
  lines = ROTATION,
  hurry = true,
  jump = false,
  policy,
  ...options
}: SceneOptions = {}): Promise<RotationScene> {
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  // Waiting for guests is real, but there is no reason to wait as politely as in the cloud.
  const sleep = (ms: number) => {
    const realMs = hurry ? Math.min(ms, 120) : ms;
    if (jump) passedMs += ms - realMs;
    return systemClock.sleep(realMs);
  };
  const clock: Clock = { ...systemClock, now, sleep };
  const settings = { power: POWER, dateWindowMinutes: 1_000_000_000, ...options.settings };
  const cloud = await startLocalCloud({ ...options, now, settings });
  for (const product of ['ecs', 'ens', 'swas'] as const) {
    const parameters = { RegionId: regionOf(product), KeyPairName: 'ops', PublicKeyBody: firstKey.publicKey };
    await rpc(cloud, product)('ImportKeyPair', parameters);
  }
  const fleet = opsFleet(`takeEffect: online\nfallback: onNextStart\n${lines}`);
  const made: ClientKey[] = [];
  const makeKey = async () => {
    const key = pool[made.length % pool.length] ?? firstKey;
    made.push(key);
    return key;
  };
  const credentials = () => policy && cloud.principals.assumeRole({ roleName: 'keyfleet-rotate', policy });
  const invocation = () => {
    const context = contextFor(cloud, 300);
    const assumed = credentials();
    const of = assumed ? { ...context, credentials: assumed } : context;
    return startInvocation(of, { KEYFLEET_ENDPOINT: cloud.url }, clock);
  };
  const ask = async (request: object, of = invocation()) => {
    const { keyPairs } = await runRotation(readRotation(request, fleet), of, fleet, { makeKey });
    const [status] = keyPairs;
    if (!status) throw new Error('no key pair is rotated');
    return status;
  };
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  const numberOf = async (versionId: string) => {
    const value = await secrets.get('keyfleet/ops', { versionId });
    const at = made.findIndex(({ privateKey }) => value && JSON.parse(value.data).privateKey === privateKey);
    return at < 0 ? 'first' : String(at + 1);
  };
  return {
    cloud,
    clock,
    made,
    currentKey: async () => numberOf((await secrets.get('keyfleet/ops'))?.versionId ?? ''),
    keptKeys: async () => {
      const versions = await secrets.listVersions('keyfleet/ops');
      return ['first', ...(await Promise.all(versions.map(({ versionId }) => numberOf(versionId))))];
    },
    tagPort: async (product, instanceId) => {
      const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
      await createDriver(cloud, product).tag(regionOf(product), [instanceId], { 'keyfleet:ssh-port': String(sshPort) });
    },
    promoteBefore: async () => {
      const name = nameGeneration('ops', now() - 31 * DAY_MS);
      const { privateKey, publicKey } = await makeKey();
      await secrets.create({ name: 'keyfleet/ops', versionId: 'ops', data: '{}' });
      const data = writeKey({ privateKey, publicKey, startedBy: null });
      await secrets.put({ name: 'keyfleet/ops', versionId: name, data });
      for (const product of ['ecs', 'ens', 'swas'] as const) {
        await createDriver(cloud, product).keyPairs.import(regionOf(product), name, publicKey);
      }
      return name;
    },
    make: (product, more = {}) => {
      const region = regionOf(product);
      const carried = more.os === 'windows' ? {} : { keyPairName: 'ops' };
      const spec = { product, ...carried, tags: { ssh: 'ops' }, ...(region && { regionId: region }), ...more };
      return cloud.instances.add([spec])[0]?.instanceId ?? '';
    },
    ask: (request) => ask(request),
    tick: () => ask({ action: 'tick' }),
    tickDoomed: async (point) => {
      const { invocation: of, died, calls } = doom(invocation(), point);
      await Promise.race([ask({ action: 'tick' }, of), died]);
      return calls();
    },
    pass: (ms) => {
      passedMs += ms;
    },
    letsIn: async (instanceId) => {
      const port = (await cloud.instances.inspect(instanceId))?.sshPort;
      if (!port) return [];
      const keys = [firstKey, ...pool.slice(0, Math.max(made.length, 1))];
      const names = keys.map((_, at) => (at === 0 ? 'first' : String(at)));
      const open = await Promise.all(keys.map(({ privateKey }) => canLogIn(port, { privateKey })));
      return names.filter((_, at) => open[at]);
    },
    stages: async () => {
      const versions = await secrets.listVersions('keyfleet/ops');
      const staged = versions.filter(({ stages }) => stages.length > 0);
      return Object.fromEntries(staged.map(({ versionId, stages }) => [versionId, stages.toSorted()]));
    },
    keyPairs: async (product) => {
      return (await createDriver(cloud, product).keyPairs.list(regionOf(product), '*'))
        .map(({ keyPairName }) => keyPairName)
        .toSorted();
    },
    close: () => cloud.close(),
  };
}
