import { createGuests } from '../../../local/guest/index.ts';

const guests = await createGuests();
await guests.close();

/** Whether scripts of guests can be isolated on this machine: where they cannot, tests that run some are skipped. */
export const isIsolated = guests.isolation.runner !== 'none';
