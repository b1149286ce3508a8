import type { InstanceSpec, LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import { vi } from 'vitest';
import { PATIENCE_MS } from '../../../time-limits.ts';
import { type Credentials, canLogIn, createKey } from '../../guest/ssh-client.ts';
import { addInstance, openCloud } from '../open-cloud.ts';
import { call, type Parameters } from '../signed-call.ts';

type ProductName = InstanceSpec['product'];

/** Two key pairs of the operator's. RSA, the only type that every product takes. */
export const keys = { first: createKey('rsa'), second: createKey('rsa') };
export type KeyName = keyof typeof keys;

/** An instance, those who may ask to be let in, and what can be done to it through its product's API. */
export interface House {
  readonly cloud: LocalCloud;
  readonly instanceId: string;
  /** Logs in for real over SSH, as root. */
  letsIn(who: KeyName | Credentials): Promise<boolean>;
  attach(keyPairName: KeyName): Promise<void>;
  detach(keyPairName: KeyName): Promise<void>;
  /** Restarts it as the product does, with `change` made where the product takes it; waits until it runs again. */
  restart(change?: () => Promise<void>): Promise<void>;
  power(operation: 'Start' | 'Stop' | 'Reboot', untilStatus: 'Running' | 'Stopped'): Promise<void>;
}

const quick = { pendingMs: 10, startMs: 20, stopMs: 20, rebootMs: 30, lingerMs: 5 };

/** A cloud with both key pairs in it. Logins need no isolation, so none is looked for unless `options` say otherwise. */
export async function openTown(product: ProductName, options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const settings = { power: quick, ...options.settings };
  const cloud = await openCloud({ guestRunner: 'none', ...options, settings });
  for (const [KeyPairName, { publicKey }] of Object.entries(keys)) {
    await mustCall(cloud, product, 'ImportKeyPair', { KeyPairName, PublicKeyBody: publicKey });
  }
  return cloud;
}

export async function openHouse(spec: Omit<InstanceSpec, 'count'>, options?: LocalCloudOptions): Promise<House> {
  const cloud = await openTown(spec.product, options);
  return houseOf(cloud, spec.product, addInstance(cloud, spec));
}

export function houseOf(cloud: LocalCloud, product: ProductName, instanceId: string): House {
  const change = async (action: string, KeyPairName: KeyName) => {
    await mustCall(cloud, product, action, { KeyPairName, ...idsOf(product, instanceId) });
  };
  const power: House['power'] = async (operation, untilStatus) => {
    const { startTime } = cloud.instances.get(instanceId) ?? {};
    await mustCall(cloud, product, `${operation}Instance`, { InstanceId: instanceId });
    await vi.waitFor(() => {
      const instance = cloud.instances.get(instanceId);
      if (instance?.status !== untilStatus) throw new Error(`still ${instance?.status}`);
      if (operation === 'Reboot' && instance.startTime === startTime) throw new Error('not yet restarted');
    }, PATIENCE_MS);
  };
  return {
    cloud,
    instanceId,
    letsIn: async (who) => {
      const port = (await cloud.instances.inspect(instanceId))?.sshPort ?? 0;
      return canLogIn(port, typeof who === 'string' ? { privateKey: keys[who].privateKey } : who);
    },
    attach: (keyPairName) => change('AttachKeyPair', keyPairName),
    detach: (keyPairName) => change('DetachKeyPair', keyPairName),
    power,
    restart: async (making = async () => {}) => {
      if (product !== 'ens') {
        await making();
        return power('Reboot', 'Running');
      }
      await power('Stop', 'Stopped');
      await making();
      await power('Start', 'Running');
    },
  };
}

/** Calls an action that must succeed; the region goes with it where the product wants one. */
export async function mustCall(cloud: LocalCloud, product: ProductName, action: string, parameters: Parameters) {
  const region = product === 'ens' ? {} : { RegionId: 'cn-hangzhou' };
  const { status, body } = await call(cloud, product, action, { ...region, ...parameters });
  if (status !== 200) throw new Error(`${action}: ${String(body.Code)}`);
  return body;
}

function idsOf(product: ProductName, instanceId: string): Parameters {
  return product === 'swas' ? { 'InstanceIds.1': instanceId } : { InstanceIds: JSON.stringify([instanceId]) };
}
