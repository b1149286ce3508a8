import ssh2, { type AuthContext, type PasswordAuthContext, type PublicKeyAuthContext } from 'ssh2';

/** What a login is checked against, read anew each time. */
export interface Accounts {
  takesPasswords(): boolean;
  /** Whether sshd would let this user in with this key. */
  authorizes(user: string, key: { type: string; base64: string }): boolean;
  hasPassword(user: string, password: string): boolean;
}

/** Answers one authentication request as sshd would: `publickey`, and `password` only while that is on. */
export function authenticate(context: AuthContext, accounts: Accounts): void {
  if (isAccepted(context, accounts)) context.accept();
  else context.reject(accounts.takesPasswords() ? ['publickey', 'password'] : ['publickey']);
}

function isAccepted(context: AuthContext, accounts: Accounts): boolean {
  if (context.method === 'publickey') return acceptsKey(context, accounts);
  if (context.method === 'password') return acceptsPassword(context, accounts);
  return false;
}

function acceptsPassword({ username, password }: PasswordAuthContext, accounts: Accounts): boolean {
  return accounts.takesPasswords() && accounts.hasPassword(username, password);
}

/** Without a signature the client only asks whether the key would do. */
function acceptsKey(context: PublicKeyAuthContext, accounts: Accounts): boolean {
  const { key, signature, blob, hashAlgo, username } = context;
  const parsed = ssh2.utils.parseKey(key.data);
  if (parsed instanceof Error || isSha1(parsed.type, hashAlgo, signature)) return false;
  if (!accounts.authorizes(username, { type: parsed.type, base64: key.data.toString('base64') })) return false;
  return !signature || (blob !== undefined && parsed.verify(blob, signature, hashAlgo));
}

/** RSA signatures made with SHA-1: OpenSSH refuses them since 8.8. ssh2 gives no hash algorithm for those. */
function isSha1(type: string, hashAlgo: string | undefined, signature: Buffer | undefined): boolean {
  return type === 'ssh-rsa' && signature !== undefined && hashAlgo === undefined;
}
