/** The key on a line of authorized_keys. */
export interface AuthorizedKey {
  /** What stands before the key, such as `no-pty,from="10.0.0.0/8"`; empty when nothing does. */
  readonly options: string;
  readonly type: string;
  readonly base64: string;
}

/** Options: unquoted words and quoted strings up to the first blank (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"). */
const pattern =
  /^\s*(?:(?<options>(?:[^\s"]|"(?:\\"|\\(?!")|[^"\\])*")+)\s+)?(?<type>(?:ssh|ecdsa-sha2|sk-ssh|sk-ecdsa-sha2)-[\w@.-]+)\s+(?<base64>[A-Za-z0-9+/]+={0,3})(?=\s|$)/;

/** Reads one line; undefined for blank lines, comments, and lines without a key. CRLF is tolerated. */
export function parseAuthorizedKeyLine(line: string): AuthorizedKey | undefined {
  if (line.trimStart().startsWith('#')) return undefined;
  const { options = '', type, base64 } = pattern.exec(line)?.groups ?? {};
  return type && base64 ? { options, type, base64 } : undefined;
}
