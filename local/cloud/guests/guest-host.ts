import { createGuests, type Guests, type GuestsOptions, type Isolation } from '../../guest/index.ts';

/** What emulates the guests: prepared when first needed, since proving the isolation takes a fifth of a second. */
export interface GuestHost {
  open(): Promise<Guests>;
  isolation(): Promise<Isolation>;
  /** Ends all guests and removes their files. */
  close(): Promise<void>;
}

export function createGuestHost(options: GuestsOptions): GuestHost {
  let opened: Promise<Guests> | undefined;
  let isClosed = false;
  const open = () => {
    if (isClosed) return Promise.reject(new Error('the local cloud is closed'));
    opened ??= createGuests(options).catch((error: unknown) => {
      // The next to ask may find the disk with room again.
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    open,
    isolation: async () => (await open()).isolation,
    close: async () => {
      isClosed = true;
      await (await opened)?.close();
    },
  };
}
