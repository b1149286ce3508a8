import type { Instance } from '@keyfleet/local-cloud';
import { expect, onTestFinished, vi } from 'vitest';
import { type Stack, startStack } from '../../../cli/stack.ts';
import { rpc } from '../../stack.ts';
import { PATIENCE_MS } from '../../time-limits.ts';
import { control } from '../cloud/control/control-request.ts';
import { type ClientKey, canLogIn, createKey } from '../guest/ssh-client.ts';

const RegionId = 'cn-hangzhou';

/** Without a line for so long, no invocation is under way: each prints one when it is done, and looks every second. */
const QUIET_MS = 2_000;

/** The repository's own functions and fleet against an empty cloud that knows the key pair `ops`. */
export interface LaunchSite extends Stack {
  readonly key: ClientKey;
  /** Launches instances with these tags, 100 a call at most, as RunInstances takes them; their ids. */
  launch(count: number, tags: Readonly<Record<string, string>>): Promise<string[]>;
  all(ids: readonly string[]): Instance[];
  /** Calls that change the power state, whoever made them. */
  restarts(): string[];
  logsIn(instanceId: string): Promise<boolean>;
  /** Changes the cloud's settings over its control. */
  settings(changes: object): Promise<unknown>;
  /** Has the timer fire, once the launch has had a moment to come up. */
  tick(): Promise<void>;
  /** Until no function has anything to do any more. */
  idle(): Promise<void>;
}

export async function startLaunchSite(): Promise<LaunchSite> {
  let lastLineMs = Date.now();
  const log = () => {
    lastLineMs = Date.now();
  };
  const stack = await startStack({ fleet: 'empty', env: {}, log });
  onTestFinished(() => stack.close());
  const key = createKey('rsa');
  const ecs = rpc(stack.cloud, 'ecs');
  await ecs('ImportKeyPair', { RegionId, KeyPairName: 'ops', PublicKeyBody: key.publicKey });
  const quietMs = () => Date.now() - lastLineMs;
  const idle = () => vi.waitFor(() => expect(quietMs()).toBeGreaterThan(QUIET_MS), PATIENCE_MS);
  return { ...stack, key, idle, ...createSite(stack, key) };
}

const OK = { status: 200 };

function createSite({ cloud }: Stack, key: ClientKey) {
  const ecs = rpc(cloud, 'ecs');
  const launchSome = async (Amount: number, Tag: object[]) => {
    const request = { RegionId, ImageId: 'ubuntu_24_04_x64', InstanceType: 'ecs.t6-c1m1.large', Amount, Tag };
    const { InstanceIdSets } = await ecs<{ InstanceIdSets: { InstanceIdSet: string[] } }>('RunInstances', request);
    return InstanceIdSets.InstanceIdSet;
  };
  return {
    launch: async (count: number, tags: Readonly<Record<string, string>>) => {
      const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      const ids: string[] = [];
      while (ids.length < count) ids.push(...(await launchSome(Math.min(100, count - ids.length), Tag)));
      return ids;
    },
    settings: async (changes: object) => expect(await control(cloud, 'POST', '/settings', changes)).toMatchObject(OK),
    tick: async () => {
      const isUp = () => cloud.instances.list().every(({ status }) => status === 'Running');
      await vi.waitFor(() => expect(isUp()).toBe(true), PATIENCE_MS);
      expect(await control(cloud, 'POST', '/timers/reconcile')).toMatchObject(OK);
    },
    all: (ids: readonly string[]) => ids.flatMap((id) => cloud.instances.get(id) ?? []),
    restarts: () =>
      cloud.calls
        .list()
        .flatMap(({ action }) => (/^(Reboot|Stop|Start)Instance/.test(action ?? '') ? [action ?? ''] : [])),
    logsIn: async (instanceId: string) => {
      const port = (await cloud.instances.inspect(instanceId))?.sshPort ?? 0;
      return canLogIn(port, { privateKey: key.privateKey });
    },
  };
}
