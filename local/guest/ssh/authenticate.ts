import ssh2, { type AuthContext, type ParsedKey, type PasswordAuthContext, type PublicKeyAuthContext } from 'ssh2';
import { Login } from './login.ts';
import { fits, fitsList } from './patterns.ts';
import type { SshdSettings } from './sshd-settings.ts';

/** Where clients of a guest come from. */
export const clientAddress = '127.0.0.1';

/** What a login is checked against, read anew each time. */
export interface Accounts {
  settings(): SshdSettings;
  groupsOf(user: string): string[];
  /** The first line with this key that counts now, in a file that sshd would read for this user. */
  findKey(user: string, key: { type: string; base64: string }): { command: string | undefined } | undefined;
  hasPassword(user: string, password: string): boolean;
}

/** A public key that is offered; without a signature it is a mere question whether it would do (RFC 4252, section 7). */
export type KeyRequest = Pick<PublicKeyAuthContext, 'method' | 'username' | 'key' | 'signature' | 'blob' | 'hashAlgo'>;

/** What a client asks for in one authentication request. */
export type LoginRequest =
  | KeyRequest
  | Pick<PasswordAuthContext, 'method' | 'username' | 'password'>
  | { readonly method: 'none' | 'hostbased' | 'keyboard-interactive'; readonly username: string };

/** Whether it was granted, and, where not, the methods that can continue. */
export type Decision = 'granted' | { readonly next: string[]; readonly isPartial: boolean };

/** Answers one authentication request of a connection. */
export function authenticate(context: AuthContext, accounts: Accounts, login: Login): void {
  const decision = decide(context, accounts, login);
  if (decision === 'granted') context.accept();
  else context.reject(decision.next as never, decision.isPartial);
}

/** Decides one authentication request as sshd would, by its settings. */
export function decide(request: LoginRequest, accounts: Accounts, login: Login): Decision {
  const settings = accounts.settings();
  const next = login.next(settings);
  const refuse = (isPartial = false) => ({ next: login.next(settings), isPartial });
  const canTry = next.includes(request.method) && permits(settings, request.username, accounts);
  const found = canTry ? accept(request, accounts) : undefined;
  if (!found) return refuse();
  if (found === 'asked') return 'granted';
  if (!permitsRoot(request, settings, found.command)) return refuse();
  login.command ??= settings.forceCommand ?? found.command;
  return login.pass(request.method, settings) ? 'granted' : refuse(true);
}

/** Undefined: refused. `asked`: a key that would do, without a signature yet. */
function accept(request: LoginRequest, accounts: Accounts) {
  if (request.method === 'publickey') return acceptKey(request, accounts);
  if (request.method !== 'password') return undefined;
  return accounts.hasPassword(request.username, request.password) ? { command: undefined } : undefined;
}

function acceptKey({ key, signature, blob, hashAlgo, username }: KeyRequest, accounts: Accounts) {
  const parsed = ssh2.utils.parseKey(key.data);
  if (parsed instanceof Error || !isAlgorithmAccepted(parsed, hashAlgo, accounts.settings())) return undefined;
  const found = accounts.findKey(username, { type: parsed.type, base64: key.data.toString('base64') });
  if (!found || !signature) return found && ('asked' as const);
  return blob !== undefined && parsed.verify(blob, signature, hashAlgo) ? found : undefined;
}

/** ssh2 gives no hash algorithm for RSA signatures made with SHA-1, whose name is `ssh-rsa`. */
function isAlgorithmAccepted(key: ParsedKey, hashAlgo: string | undefined, settings: SshdSettings): boolean {
  const name = hashAlgo === undefined ? key.type : `rsa-sha2-${hashAlgo.replace('sha', '')}`;
  if (key.type === 'ssh-rsa' && rsaBits(key) < settings.requiredRsaSize) return false;
  return fitsList(name, settings.acceptedAlgorithms);
}

/** The modulus is the third field of an RSA key (RFC 4253, 6.6), with a zero in front where its first bit is set. */
function rsaBits(key: ParsedKey): number {
  const bytes = key.getPublicSSH();
  const exponent = 4 + bytes.readUInt32BE(0);
  const modulus = exponent + 4 + bytes.readUInt32BE(exponent);
  const first = bytes.subarray(modulus + 4).findIndex((byte) => byte !== 0);
  return (bytes.readUInt32BE(modulus) - first) * 8 - Math.clz32(bytes[modulus + 4 + first] ?? 0) + 24;
}

/** DenyUsers, AllowUsers, DenyGroups, AllowGroups, in this order. */
function permits(settings: SshdSettings, user: string, accounts: Accounts): boolean {
  const isUser = (pattern: string) => {
    const [name = '', host = '*'] = pattern.split('@');
    return fits(user, name) && fits(clientAddress, host);
  };
  const groups = accounts.groupsOf(user);
  const isGroup = (pattern: string) => groups.some((group) => fits(group, pattern));
  if (settings.denyUsers.some(isUser) || settings.denyGroups.some(isGroup)) return false;
  const { allowUsers, allowGroups } = settings;
  return (
    (allowUsers.length === 0 || allowUsers.some(isUser)) && (allowGroups.length === 0 || allowGroups.some(isGroup))
  );
}

/** PermitRootLogin, which sshd asks at the end only: the mere question whether a key would do is answered without. */
function permitsRoot(
  { method, username }: Pick<LoginRequest, 'method' | 'username'>,
  settings: SshdSettings,
  command: string | undefined,
): boolean {
  if (username !== 'root' || settings.permitRootLogin === 'yes') return true;
  if (settings.permitRootLogin === 'no' || method === 'password') return false;
  return settings.permitRootLogin !== 'forced-commands-only' || (settings.forceCommand ?? command) !== undefined;
}

/** Whether a login with this key alone would succeed, as far as settings and files say, without a login. */
export function accepts(accounts: Accounts, user: string, key: { type: string; base64: string }): boolean {
  const settings = accounts.settings();
  const names = key.type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [key.type];
  const found = accounts.findKey(user, key);
  return (
    found !== undefined &&
    new Login().next(settings).includes('publickey') &&
    settings.methods.every((list) => list.length === 1) &&
    names.some((name) => fitsList(name, settings.acceptedAlgorithms)) &&
    permits(settings, user, accounts) &&
    permitsRoot({ method: 'publickey', username: user }, settings, found.command)
  );
}
