import type { AttachedKeyPair, Guests, Isolation } from '../../guest/index.ts';
import type { GuestTraits, Instance } from '../model/instance.ts';
import type { GuestHost } from './guest-host.ts';
import { InstanceGuest } from './instance-guest.ts';

/** Where real servers say that their sshd is not on port 22, and where guests do. */
export const portTag = 'keyfleet:ssh-port';

/** The guests of a cloud's Linux instances; a Windows instance has none. */
export interface InstanceGuests {
  of(instance: Instance): InstanceGuest | undefined;
  /** A new instance has a guest, which has not booted yet. */
  add(instance: Instance, traits: GuestTraits): void;
  boot(instance: Instance, keyPair: AttachedKeyPair | null): void;
  shutDown(instance: Instance): void;
  /** Ends it, with its files. */
  remove(instance: Instance): Promise<void>;
  /** The guest's port: from now on in the instance's tags, and its addresses are 127.0.0.1. Null on Windows. */
  sshPort(instance: Instance): Promise<number | null>;
  /** Whether Cloud Assistant's agent answers now. Where scripts cannot be isolated, none does. */
  isAgentOnline(instance: Instance): Promise<boolean>;
  isolation(): Promise<Isolation>;
  /** Removes them all. */
  close(): Promise<void>;
}

/** @param ready when what was there before, perhaps with the same instance ids, is gone */
export function createInstanceGuests(host: GuestHost, ready: Promise<void>): InstanceGuests {
  const guests = new Map<string, InstanceGuest>();
  const openHost = async (): Promise<Guests> => {
    await ready;
    return host.open();
  };
  const listening = new WeakSet<Instance>();
  const of = ({ instanceId }: Instance) => guests.get(instanceId);
  return {
    of,
    add: (instance, traits) => {
      if (instance.os === 'linux')
        guests.set(instance.instanceId, new InstanceGuest(instance.instanceId, traits, openHost));
    },
    boot: (instance, keyPair) => of(instance)?.boot(instance.bootId ?? '', keyPair),
    shutDown: (instance) => of(instance)?.shutDown(),
    remove: async (instance) => {
      const guest = of(instance);
      guests.delete(instance.instanceId);
      await guest?.destroy();
    },
    sshPort: async (instance) => {
      const port = (await of(instance)?.sshPort()) ?? null;
      if (port !== null && !listening.has(instance)) announce(instance, port);
      listening.add(instance);
      return port;
    },
    isAgentOnline: async (instance) => {
      if (instance.status !== 'Running' || of(instance)?.agent !== 'online') return false;
      return (await host.isolation()).runner !== 'none';
    },
    isolation: () => host.isolation(),
    close: async () => {
      await Promise.all([...guests.values()].map((guest) => guest.destroy()));
      guests.clear();
    },
  };
}

/** Once: what a user changes afterwards stays changed. */
function announce(instance: Instance, port: number): void {
  instance.tags[portTag] = String(port);
  instance.publicIpAddress = '127.0.0.1';
  instance.privateIpAddress = '127.0.0.1';
}
