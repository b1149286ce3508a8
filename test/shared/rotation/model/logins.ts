import type { LoginKey, LoginTarget } from '../../../../shared/login/index.ts';
import { publicHalf } from '../../../../shared/rotation/secret/make-key.ts';
import type { ModelGuest } from './guest.ts';
import { bodyOf } from './keys.ts';

/** The guests of the model that was made last, by their addresses. */
export const guestsByAddress = new Map<string, ModelGuest>();

/** In place of real logins, for test files that mock `shared/login` with it: the guest at that address takes the key or not. */
export async function openModelKey(content: string): Promise<LoginKey> {
  const privateKey = content.startsWith('{') ? (JSON.parse(content) as { privateKey: string }).privateKey : content;
  const publicBody = bodyOf(publicHalf(privateKey) ?? '');
  return { publicBody, login: async (target) => logIn(publicBody, target), forget: () => {} };
}

function logIn(body: string, { host }: LoginTarget) {
  const guest = guestsByAddress.get(host);
  const isUp = guest !== undefined && guest.bootId !== null;
  const result = !isUp ? 'unreachable' : guest.takes().includes(body) ? 'loggedIn' : 'refused';
  return { result, detail: `the model says ${result}`, hostKey: null, hostKeyFingerprint: null } as const;
}
