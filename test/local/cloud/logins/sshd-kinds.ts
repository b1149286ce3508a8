import type { LocalCloudOptions } from '../../../../local/cloud/index.ts';
import { createGuests } from '../../../../local/guest/index.ts';

const { isolation, close } = await createGuests();
await close();
if (isolation.sshd === 'stand-in') console.warn(`OpenSSH cannot be tested here: ${isolation.standInReason}`);

const standIn: LocalCloudOptions = { guestRunner: 'none' };
const openssh: LocalCloudOptions = { guestRunner: 'auto', guestSshd: 'openssh' };

/** What can serve logins here, and the cloud's options for it. The stand-in needs no isolation. */
export const sshdKinds: readonly [name: string, options: LocalCloudOptions][] = [
  ['the stand-in', standIn],
  ...(isolation.sshd === 'openssh' ? [['OpenSSH', openssh] as [string, LocalCloudOptions]] : []),
];
