import type { Instance, InstanceSpec } from '@keyfleet/local-cloud';
import { CloudError as Refused } from '../../../../local/cloud/action/refusal.ts';
import { productOf } from '../../../../local/cloud/services/index.ts';
import { createState, type State } from '../../../../local/cloud/state.ts';
import type { Guest } from '../../../../local/guest/index.ts';
import { toCloudError } from '../../../../shared/cloud/errors.ts';
import type { Api } from '../../../../shared/cloud/rpc.ts';
import { createRandom } from '../../../random.ts';
import { ModelGuest } from './guest.ts';
import { guestsByAddress } from './logins.ts';
import { settled, type Timeline } from './timeline.ts';

/**
 * The local cloud in memory and in virtual time: its products, answers and refusals without a server, a signature or a
 * shell. Its guests are models.
 */
export interface ModelCloud {
  readonly state: State;
  readonly timeline: Timeline;
  /** Performs one action, as the wire would bring it. @throws CloudError as callers know it */
  call(api: Api, action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown>;
  launch(spec: InstanceSpec): Promise<Instance>;
  /** Takes an instance away with all that is in it. */
  release(instance: Instance): Promise<void>;
  instances(): Instance[];
  guestOf(instanceId: string): ModelGuest;
}

/** How long the agent needs for a script. */
const SCRIPT_MS = 150;
const POWER = { pendingMs: 1_000, startMs: 5_000, stopMs: 4_000, rebootMs: 8_000, lingerMs: 100 };

export function createModelCloud(timeline: Timeline, seed = 1): ModelCloud {
  const guests = new Map<string, ModelGuest>();
  guestsByAddress.clear();
  const wait = () => new Promise<void>((resolve) => void timeline.after(SCRIPT_MS, resolve));
  const born = ({ instanceId }: { instanceId: string }) => {
    const guest = new ModelGuest(instanceId, wait);
    guests.set(instanceId, guest);
    return guest as unknown as Guest;
  };
  const isolation = { runner: 'unsafe', users: 'shared', sshd: 'stand-in' } as const;
  const close = async () => {};
  const state = createState({
    fleet: 'empty',
    now: timeline.now,
    random: createRandom(seed),
    after: (ms, task) => void timeline.after(ms, task),
    guestHost: { open: async () => ({ create: born, isolation, close }), isolation: async () => isolation, close },
    settings: { power: POWER, keyPairQuota: { swas: 100 } },
  });
  return {
    state,
    timeline,
    call: (api, action, parameters) => perform(state, api, action, parameters),
    launch: async (spec) => {
      const [instance] = state.cloud.launch(spec) as [Instance];
      // A guest is made when it is first asked for; from then on it follows the power of its instance.
      await state.cloud.guests.of(instance)?.hasFolder('/root');
      await settled();
      const guest = guests.get(instance.instanceId);
      if (guest) guestsByAddress.set(instance.publicIpAddress, guest);
      return instance;
    },
    release: (instance) => state.cloud.release(instance),
    instances: () => state.cloud.instances.all(),
    guestOf: (instanceId) => {
      const guest = guests.get(instanceId);
      if (!guest) throw new Error(`${instanceId} has no guest`);
      return guest;
    },
  };
}

async function perform(state: State, api: Api, action: string, given: Readonly<Record<string, unknown>>) {
  const product = productOf(api.version);
  const found = product?.actions[action];
  if (!product || !found) throw new Error(`the local cloud has no ${api.name} ${action}`);
  const raw = new Map(flatten({ ...(api.regionId !== undefined && { RegionId: api.regionId }), ...given }));
  const requestId = state.cloud.ids.requestId();
  try {
    const prepared = found.prepare(raw, product.dialect);
    const token = raw.get('ClientToken');
    const run = () => prepared.run(state.cloud);
    const once = () => state.clientTokens.once(`${product.name} ${token}`, JSON.stringify([action, ...raw]), run);
    const body = await (found.idempotent && token ? once() : run());
    return JSON.parse(JSON.stringify({ RequestId: requestId, ...body }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status: statusCode, code, message: Message } = error.refusal;
    throw toCloudError(action, { statusCode, code, requestId, data: { Message } });
  }
}

/** As the vendor's core writes parameters: lists become `Name.1`, objects in them `Name.1.Field`; empty ones are not sent. */
function flatten(value: unknown, path = ''): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[path, `${value as string | number | boolean}`]];
  const entries = Array.isArray(value)
    ? value.map((item, at): [string, unknown] => [String(at + 1), item])
    : Object.entries(value);
  return entries.flatMap(([name, item]) => flatten(item, path === '' ? name : `${path}.${name}`));
}
