import { createGuests } from '../../../local/guest/index.ts';
import { hasSshClient } from '../../local/guest/real-ssh.ts';

/** Why guests have no OpenSSH that could be asked on this machine; null where they have. */
export async function whyNoGuestOpenSsh(): Promise<string | null> {
  if (!hasSshClient) return 'the OpenSSH client is not installed';
  const { isolation, close } = await createGuests();
  await close();
  return isolation.sshd === 'openssh' ? null : (isolation.standInReason ?? 'guests have no OpenSSH');
}
