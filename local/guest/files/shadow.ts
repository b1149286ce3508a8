import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** A user's password: none, one that is set but known to nobody, or its text. */
export type Password = false | true | string;

/** Text of /etc/shadow with one line a user. */
export function shadow(users: Iterable<readonly [name: string, password: Password]>): string {
  return [...users].map(([name, password]) => `${name}:${hashOf(password)}:20000:0:99999:7:::\n`).join('');
}

/** Exchanges one user's password; all else stays, also what scripts changed. A user without a line gets one. */
export function setShadowPassword(text: string, name: string, password: Password): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (at === -1) return text + shadow([[name, password]]);
  const [, , ...others] = lines[at]?.split(':') ?? [];
  return lines.with(at, [name, hashOf(password), ...others].join(':')).join('\n');
}

/** As crypt(5) with SHA-512. Where there is no perl to ask, and for a password that nobody knows, the hash is made up. */
function hashOf(password: Password): string {
  if (password === false) return '!';
  const salt = `$6$${randomBytes(6).toString('hex')}$`;
  const madeUp = `${salt}${randomBytes(43).toString('hex')}`;
  return password === true ? madeUp : (crypt(password, salt) ?? madeUp);
}

function crypt(password: string, salt: string): string | undefined {
  try {
    const program = 'local $/; print crypt(<STDIN>, $ARGV[0])';
    return execFileSync('perl', ['-e', program, salt], { input: password, encoding: 'utf8' }) || undefined;
  } catch {
    return undefined;
  }
}
