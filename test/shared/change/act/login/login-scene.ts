import { type ActContext, openLogins, type Track } from '../../../../../shared/change/act/index.ts';
import { startTrack, trackIn } from '../../../../../shared/change/act/track.ts';
import { type Action, readCommand } from '../../../../../shared/change/command.ts';
import type { Clock } from '../../../../../shared/cloud/clock.ts';
import type { LoginKey, LoginResult, LoginTarget } from '../../../../../shared/login/index.ts';
import type { Drivers } from '../../../../../shared/products/drivers.ts';
import type { Observed, ProductName } from '../../../../../shared/products/product.ts';
import { openStandby } from '../../../../../shared/restart/standby.ts';
import { targetOf } from '../../../../stack.ts';
import { createVirtualClock } from '../../../../virtual-clock.ts';
import { guestReport } from '../../../guest/reports.ts';

const PUBLIC_KEY = 'ssh-rsa BODY ops';

export const HOST_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx';

export interface Instance extends Partial<Observed> {
  readonly product?: ProductName;
  readonly restart?: boolean;
  /** Host keys that were read inside before. */
  readonly hostKeys?: readonly string[];
}

let count = 0;

/** A running instance whose change is on its way. */
export function trackOf(action: Action, instance: Instance = {}): Track {
  const { product = 'ecs', restart = false, hostKeys = [HOST_KEY], ...observed } = instance;
  count += 1;
  const instanceId = `i-${count}`;
  const seen: Observed = {
    instanceId,
    status: 'Running',
    os: 'linux',
    keyPairName: null,
    instanceName: null,
    tags: {},
    startedMs: null,
    createdMs: null,
    addresses: { private: '10.0.0.1', public: null },
    ...observed,
  };
  const report = guestReport({ hostKeys });
  const keyPair = { product, regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null };
  const publicKey = product === 'ens' ? null : PUBLIC_KEY;
  const item = { keyPair, publicKey, instanceId, observed: seen, inside: { agent: true, report } };
  return startTrack(action, { item, editGuest: false, call: true, restart });
}

export const resultOf = (result: LoginResult['result']): LoginResult => ({
  result,
  detail: 'so it was',
  hostKey: HOST_KEY,
  hostKeyFingerprint: null,
});

/** Tools whose logins come out as told, on a clock that nobody waits for. */
export function toolsFor(
  action: Action,
  login: (target: LoginTarget) => Promise<LoginResult>,
  {
    request = {},
    clock = createVirtualClock(),
    body = 'BODY',
  }: { request?: object; clock?: Clock; body?: string } = {},
): ActContext & { reads: number } {
  const more = { verify: 'login', secret: 'keyfleet/ops', ...request };
  const command = readCommand(action, { ...targetOf('ecs', 'ops', ['i-1']), ...more }, 10);
  const endMs = clock.now() + 3_600_000;
  const key: LoginKey = { publicBody: body, login, forget: () => {} };
  const nobody = { agents: async () => new Map() };
  const drivers = Object.fromEntries(['ecs', 'ens', 'swas'].map((name) => [name, { commands: nobody }]));
  const whereOf = trackIn(drivers as unknown as Drivers);
  const noGroups = { find: async () => new Map(), change: async () => {} };
  const tools = {
    command,
    drivers: drivers as unknown as Drivers,
    clock,
    requestId: '1-login',
    whereOf,
    standby: openStandby<Track>({
      scaling: noGroups,
      clock,
      whereOf,
      endMs,
      claimantOf: () => ({ kind: 'login', requestId: '1' }),
    }),
    deadlines: { writesMs: endMs, readsMs: endMs, answersMs: endMs },
    reads: 0,
    logins: {
      ...openLogins(command.verify, { cloud: () => Promise.reject, regionId: null }),
      key: async () => {
        tools.reads += 1;
        return key;
      },
    },
  };
  return tools;
}
