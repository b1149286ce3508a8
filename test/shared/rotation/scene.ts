import type { InstanceSpec, LocalCloud, LocalCloudOptions, PolicyDocument } from '../../../local/cloud/index.ts';
import type { Clock } from '../../../shared/cloud/clock.ts';
import { CloudError } from '../../../shared/cloud/errors.ts';
import { openCloud } from '../../../shared/cloud/rpc.ts';
import type { InvokeLater, Later } from '../../../shared/fc/invoke-later.ts';
import { nameGeneration } from '../../../shared/fleet/generation.ts';
import { type Invocation, startInvocation } from '../../../shared/invocation.ts';
import type { ProductName } from '../../../shared/products/product.ts';
import { readRotation } from '../../../shared/rotation/command.ts';
import { writeKey } from '../../../shared/rotation/content.ts';
import type { RotationStatus } from '../../../shared/rotation/report.ts';
import { runRotation } from '../../../shared/rotation/run.ts';
import { type CrashPoint, doom, heedCalls, type OnCall } from '../../crash.ts';
import type { ClientKey } from '../../local/guest/ssh-client.ts';
import { seen } from '../../secrets/seen.ts';
import { contextFor, createDriver, regionOf, rpc } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { firstKey, pool } from './key-pool.ts';
import { borrowCloud, clockOf, returnCloud, startSceneCloud } from './scene-cloud.ts';
import { openKeys, type SceneKeys, secretsOf } from './scene-keys.ts';

export const DAY_MS = 86_400_000;
const EVERY_SECONDS = 20;
const MOST_FOLLOW_UPS = 30;
const ROTATION = 'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops }';

/** A rotation that ENS can take part in, because it is proven by logins. */
export const BY_LOGIN =
  'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops, verify: login, address: public, trustFirstHostKey: true }';

/** A local cloud with guests that one can log in to, the key pair `ops` in it, and the rotation of `ops`. */
export interface RotationScene extends SceneKeys {
  readonly cloud: LocalCloud;
  readonly clock: Clock;
  /** Keys that rotations made, in their order. */
  readonly made: readonly ClientKey[];
  /** The follow-ups that ticks asked for, oldest first; each task once, as the platform has it. */
  readonly followUps: readonly Later[];
  /** Makes an instance that the fleet selects, carrying `ops` unless said otherwise; its id. */
  make(product: ProductName, more?: Partial<InstanceSpec>): string;
  /** Runs a request as the function does, without its HTTP. */
  ask(request: object): Promise<RotationStatus>;
  /** One tick of the timer. */
  tick(onCall?: OnCall): Promise<RotationStatus>;
  /** Lets the time of the last follow-up come and runs it; again and again, until none is asked for any more. */
  follow(most?: number): Promise<RotationStatus>;
  /** A tick whose worker dies at that point: whether it got there, and the calls that it made. */
  tickDoomed(point?: CrashPoint): Promise<{ readonly calls: number; readonly hasDied: boolean }>;
  /** Has an instance's sshd found where it listens: tags its port. */
  tagPort(product: ProductName, instanceId: string): Promise<void>;
  /** Puts a generation there as a rotation before would have left it; its name. Its key is number 1. */
  promoteBefore(): Promise<string>;
  /** Lets time pass for the cloud and the functions alike; negative to turn clocks back. */
  pass(ms: number): void;
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
  /** Environment variables of the function, beside the endpoint. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the platform calls the function again: `refused` when it may not. Default: nobody can be asked. */
  readonly again?: 'taken' | 'refused';
  /** The function's time limit. Default 300. */
  readonly timeoutSeconds?: number;
  /** How long functions wait for an answer while faults are in force. Default as long as ever. */
  readonly callTimeoutMs?: number;
};

/** In a cloud that others had before and will have, unless it is to be a special one; so files close them at their end. */
export async function openRotation(given: SceneOptions = {}): Promise<RotationScene> {
  const { lines = ROTATION, hurry = true, jump = false } = given;
  const { policy, environment, callTimeoutMs, timeoutSeconds = 300, ...options } = given;
  const ofCloud = cloudOptions(options);
  const borrow = Object.keys(ofCloud).length === 0;
  const stage = borrow ? await borrowCloud() : await startSceneCloud(ofCloud);
  const { cloud } = stage;
  const clock = clockOf(stage, { hurry, jump });
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
  const invocation = (): Invocation => {
    const context = contextFor(cloud, timeoutSeconds);
    const credentials = policy
      ? cloud.principals.assumeRole({ roleName: 'keyfleet-rotate', policy })
      : { accessKeyId: cloud.accessKeyId, accessKeySecret: cloud.accessKeySecret };
    const started = startInvocation(
      { ...context, credentials },
      { ...environment, KEYFLEET_ENDPOINT: cloud.url },
      clock,
    );
    if (callTimeoutMs === undefined || cloud.faults.list().length === 0) return started;
    const { deadlines } = started;
    return { ...started, cloud: openCloud({ credentials, endpoint: cloud.url, clock, deadlines, callTimeoutMs }) };
  };
  const followUps: Later[] = [];
  const invoke: InvokeLater = async (later) => {
    if (given.again === 'refused') throw new CloudError({ fate: 'refused', code: 'AccessDenied', message: 'no' });
    if (!followUps.some(({ task }) => task === later.task)) followUps.push(later);
  };
  const again = given.again ? { invoke, everySeconds: EVERY_SECONDS } : null;
  const ask = async (request: object, of = invocation()) => {
    const running = runRotation(readRotation(request, fleet), of, fleet, { makeKey, again });
    const { keyPairs } = await seen('report of a rotation', running);
    const [status] = keyPairs;
    if (!status) throw new Error('no key pair is rotated');
    return status;
  };
  const secrets = secretsOf(cloud);
  return {
    cloud,
    clock,
    made,
    followUps,
    ...openKeys(cloud, made, secrets),
    tagPort: async (product, instanceId) => {
      const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
      await createDriver(cloud, product).tag(regionOf(product), [instanceId], { 'keyfleet:ssh-port': String(sshPort) });
    },
    promoteBefore: async () => {
      const name = nameGeneration('ops', clock.now() - 31 * DAY_MS);
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
    tick: (onCall) => ask({ action: 'tick' }, onCall ? heedCalls(invocation(), onCall) : invocation()),
    follow: async (most = MOST_FOLLOW_UPS) => {
      for (let asked = followUps.length, times = 1; ; asked = followUps.length, times++) {
        // After a jump of the clock that may take hours: the tick is to cope with that.
        await powerAtRest(cloud, 100).catch(() => {});
        stage.passedMs += (followUps.at(-1)?.delaySeconds ?? 0) * 1000;
        const status = await ask(followUps.at(-1)?.payload ?? { action: 'tick' });
        if (followUps.length === asked || times === most) return status;
      }
    },
    tickDoomed: async (point) => {
      const { invocation: of, died, calls } = doom(invocation(), point);
      const end = await Promise.race([ask({ action: 'tick' }, of), died]);
      return { calls: calls(), hasDied: end === 'died' };
    },
    pass: (ms) => {
      stage.passedMs += ms;
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
    close: async () => (borrow ? returnCloud(stage) : cloud.close()),
  };
}

/** Until what was asked to stop or start has done so. */
export async function powerAtRest({ instances }: LocalCloud, patience = 500): Promise<void> {
  const isAtRest = () => instances.list().every(({ status }) => ['Running', 'Stopped'].includes(status));
  for (let looks = 0; !isAtRest(); looks++) {
    if (looks > patience) throw new Error('the instances do not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What of a scene's options is about its cloud. */
function cloudOptions({ lines: _l, hurry: _h, jump: _j, again: _a, ...options }: SceneOptions): LocalCloudOptions {
  return options;
}
