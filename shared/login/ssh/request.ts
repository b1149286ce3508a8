/** A login to try. */
export interface LoginRequest {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** PEM text, without a passphrase: PKCS#1, PKCS#8, SEC1 or OpenSSH. */
  readonly privateKey: string;
  /** The server's public host keys, `type body`, as read on another way; null when they are not known. */
  readonly hostKeys: readonly string[] | null;
  /** Take the server's word for its host key when its host keys are not known. */
  readonly trustFirstHostKey: boolean;
  /** Until the server takes the connection. */
  readonly connectTimeoutMs: number;
  /** From there until the login is decided; a server may first look up whose address it sees. */
  readonly timeoutMs: number;
}

/**
 * - `loggedIn`: a session opened and ran a command of ours.
 * - `restricted`: a session opened and ran something else, as a forced command does.
 * - `refused`: the server does not take the key, whatever it is signed with.
 * - `noSession`: the server takes the key, and still no session opened.
 * - `unreachable`: there was no answer that says anything of the key.
 * - `hostKeyMismatch`, `hostKeyUnknown`: nothing was offered to a server that is not known to be the right one.
 */
export type LoginKind =
  | 'loggedIn'
  | 'restricted'
  | 'refused'
  | 'noSession'
  | 'unreachable'
  | 'hostKeyMismatch'
  | 'hostKeyUnknown';

export interface LoginResult {
  readonly result: LoginKind;
  /** Half a sentence for people; none of the server's own words. */
  readonly detail: string;
  /** What the server showed, `type body`; null when it came to nothing. */
  readonly hostKey: string | null;
  /** Of the host key, as OpenSSH prints it: `SHA256:…`. */
  readonly hostKeyFingerprint: string | null;
}
