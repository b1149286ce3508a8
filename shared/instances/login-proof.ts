import type { LoginResult } from '../login/index.ts';
import { addressOf, portOf } from '../login/target.ts';
import type { Observed } from '../products/product.ts';
import { failed, unknown, type Verdict } from '../verdict.ts';
import { type LoginPlan, logInToEach, type NotTried } from './logins.ts';

/** What a login showed of a change. */
export interface LoginProof {
  /** What is wrong; null where the change was seen in force. */
  readonly flaw: Verdict | null;
  /** Whether the change is in force; null where the login says nothing of it. */
  readonly isInForce: boolean | null;
}

/** How a change is proven by logins. */
export interface ProofPlan<T> extends Omit<LoginPlan<T>, 'hostKeysOf'> {
  readonly action: 'attach' | 'detach';
  /** Known host keys. Those trusted on first use are added: an instance shows the same one from then on. */
  readonly hostKeys: Map<T, readonly string[]>;
}

/** Tries a real SSH login to each, and says what that shows of the change. */
export async function proveByLogins<T>(items: readonly T[], plan: ProofPlan<T>): Promise<Map<T, LoginProof>> {
  const { hostKeys, action, address } = plan;
  const proofs = new Map<T, LoginProof>();
  const hostKeysOf = (item: T) => hostKeys.get(item) ?? null;
  await logInToEach(items, { ...plan, hostKeysOf }, (item, login) => {
    if (typeof login === 'string') return proofs.set(item, { flaw: NOT_TRIED[login](address), isInForce: null });
    if (login.hostKey && HOST_PROVEN.has(login.result)) hostKeys.set(item, [login.hostKey]);
    return proofs.set(item, judgeLogin(login, action));
  });
  return proofs;
}

const nowhere = (what: string) => unknown('NoAddress', `no login could be tried: it has no ${what}`);

const NOT_TRIED: Readonly<Record<NotTried, (address: string) => Verdict>> = {
  noTime: () => unknown('LoginNotTried', 'no time was left to log in; name fewer instances in one request'),
  noAddress: (address) => nowhere(`${address} address to log in at`),
  noPort: () => nowhere('port in its tag keyfleet:ssh-port'),
};

/** Results that only a server gives which has the private half of its host key. */
const HOST_PROVEN = new Set<LoginResult['result']>(['loggedIn', 'restricted', 'refused', 'noSession']);

/** What a login shows. After a detach the right outcome is a refusal. No answer says nothing of the key. */
export function judgeLogin(login: LoginResult, action: 'attach' | 'detach'): LoginProof {
  const { result, hostKeyFingerprint } = login;
  const detail = hostKeyFingerprint ? `${login.detail} (host key ${hostKeyFingerprint})` : login.detail;
  const open = (flaw: Verdict): LoginProof => ({ flaw, isInForce: null });
  if (result === 'unreachable') return open(unknown('LoginUnreachable', `no login could be tried: ${detail}`));
  if (result === 'hostKeyMismatch') return open(failed('HostKeyMismatch', detail));
  if (result === 'hostKeyUnknown') return open(failed('HostKeyUnknown', `${detail}; trustFirstHostKey would take it`));
  if (result === (action === 'attach' ? 'loggedIn' : 'refused')) return { flaw: null, isInForce: true };
  const code = result === 'refused' ? 'LoginRefused' : result === 'restricted' ? 'LoginRestricted' : 'NoSession';
  const flaw =
    action === 'attach' ? failed(code, detail) : failed('StillLogsIn', `the detached key is still taken: ${detail}`);
  return { flaw, isInForce: false };
}

/** How long a restarted instance may still answer as before: sshd may be up before cloud-init is done with the keys. */
export const SETTLING_MS = 30_000;

/**
 * How long such a flaw of a restarted instance may still pass, in milliseconds. No answer, and a host key that cannot be
 * read before the agent is up, say nothing of the change; and soon after the boot a login may go otherwise in a moment.
 */
export function loginPatienceMs({ status, code }: Verdict): number {
  if (code === 'HostKeyMismatch') return 0;
  return status === 'unknown' || code === 'HostKeyUnknown' ? Number.POSITIVE_INFINITY : SETTLING_MS;
}

/** Added to what is said of an instance that is left as it was. */
export const UNCHANGED = 'nothing was changed';

/** Why no login could ever be tried to an instance; null where one can. */
export function findLoginObstacle(observed: Observed, address: 'private' | 'public'): Verdict | null {
  if (addressOf(observed, address) === null) {
    return failed('NoAddress', `it has no ${address} address to log in at; ${UNCHANGED}`);
  }
  if (portOf(observed) === null) {
    return failed('InvalidSshPort', `its tag keyfleet:ssh-port is not a port; ${UNCHANGED}`);
  }
  return null;
}

export const hostKeyUnknown = failed(
  'HostKeyUnknown',
  `its host key cannot be read inside; trustFirstHostKey takes the one it shows; ${UNCHANGED}`,
);
