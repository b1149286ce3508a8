import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { addInstances } from '../../../local/cloud/control/instance/instance-specs.ts';
import { createCloudServer } from '../../../local/cloud/gateway/server.ts';
import { createGuestHost } from '../../../local/cloud/guests/guest-host.ts';
import { createState, type State } from '../../../local/cloud/state.ts';

/** A cloud whose time stands still, so that nothing but a request can change it. */
export interface Scene {
  url: string;
  state: State;
  /** All that a call can change, in one text. */
  digest(): string;
  close(): Promise<void>;
}

export const now = Date.parse('2026-01-01T00:00:00Z');
const regionId = 'cn-hangzhou';

/** `clock`, epoch milliseconds, is for callers that sign by the machine's time. Default: always {@link now}. */
export async function openScene(clock: () => number = () => now): Promise<Scene> {
  const guestHost = createGuestHost({ runner: 'none', now: () => new Date(clock()) });
  const random = () => (turn = (turn * 16_807) % 2_147_483_647) / 2_147_483_647;
  let turn = 42;
  const state = createState({ fleet: 'empty', now: clock, random, after: () => {}, guestHost, settings: {} });
  addInstances(state.cloud, [
    { product: 'ecs', regionId, instanceId: 'i-1', keyPairName: 'ops' },
    { product: 'ecs', regionId, instanceId: 'i-2', status: 'Stopped' },
    { product: 'swas', regionId, instanceId: 's-1', keyPairName: 'ops' },
    { product: 'ens', instanceId: 'e-1', status: 'Stopped', keyPairName: 'ops' },
  ]);
  const server = createCloudServer(state);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    digest: () => digestOf(state),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await state.close();
    },
  };
}

function digestOf({ cloud, settings, faults, principals }: State): string {
  const scopes = [
    { product: 'ecs', regionId },
    { product: 'swas', regionId },
    { product: 'ens', regionId: undefined },
  ] as const;
  const instances = cloud.instances.all().map(({ instanceId, instanceName, status, tags, keyPairName, history }) => {
    return [instanceId, instanceName, status, tags, keyPairName, history];
  });
  const keyPairs = scopes.map((scope) =>
    cloud.keyPairs.list(scope).map(({ keyPairName, keyPairId, tags, instanceIds }) => {
      return [keyPairName, keyPairId, tags, [...instanceIds]];
    }),
  );
  const secrets = cloud.secrets
    .in('cn-hangzhou')
    .list()
    .map(({ name, versions, stages, plannedDeleteMs, updatedMs }) => {
      return [name, versions.map((one) => [one.versionId, one.reveal()]), [...stages], plannedDeleteMs, updatedMs];
    });
  const commands = cloud.assistant.results().length;
  return JSON.stringify([instances, keyPairs, secrets, commands, settings, faults.list(), principals.list()]);
}
