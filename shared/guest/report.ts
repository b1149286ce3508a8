import { decodeBlob } from './public-key.ts';

/** One authorised key as the guest's file has it. */
export interface ReportedKey {
  readonly type: string;
  /** OpenSSH's form, `SHA256:…`; computed here from the body, so that a guest needs no ssh-keygen. */
  readonly fingerprint: string;
  readonly body: string;
  /** Options such as `from=` or `command=` may keep this key from being a way in. */
  readonly hasOptions: boolean;
}

/** What `sshd -T` says is in effect for the user; null where a setting was not said. */
export interface SshdSettings {
  readonly passwordAuthentication: boolean | null;
  readonly pubkeyAuthentication: boolean | null;
  /** `yes`, `no`, `prohibit-password`, `without-password` or `forced-commands-only`. */
  readonly permitRootLogin: string | null;
  readonly authorizedKeysFile: string | null;
  readonly port: number | null;
}

/**
 * Why a script stopped; the file that it was at is as it was. `Locked` and `ChangedMeanwhile` are worth another try; after
 * `OutputIncomplete` nothing is known, so look again.
 */
export type GuestCode =
  | 'NotLinux'
  | 'UserNotFound'
  | 'HomeMissing'
  | 'UnsafeHome'
  | 'UnsafeFile'
  | 'KeysFileDisabled'
  | 'KeyMissing'
  | 'ReadOnly'
  | 'NoSpace'
  | 'WriteFailed'
  | 'Locked'
  | 'ChangedMeanwhile'
  | 'OutputIncomplete';

/** What a guest script did and saw. */
export interface GuestReport {
  readonly ok: boolean;
  readonly code: GuestCode | null;
  readonly message: string;
  /** The well-formed keys that sshd reads for the user, after the edit, the wanted and the kept one among them. */
  readonly keys: readonly ReportedKey[];
  /** There are more keys than are listed. */
  readonly hasMoreKeys: boolean;
  /** Lines of keys were added or removed; repaired permissions do not count. */
  readonly changed: boolean;
  /** Null where `sshd -T` is not there or does not answer. */
  readonly sshd: SshdSettings | null;
  /** The user's password is neither locked nor empty; null when that cannot be read. */
  readonly passwordSet: boolean | null;
  /** sshd's public host keys, `type body`. */
  readonly hostKeys: readonly string[];
  /** Changes with every boot of the kernel. */
  readonly bootId: string | null;
}

/**
 * Reads what a guest script printed. Lines of others (a profile, a banner) are ignored; output without its last line was
 * cut off or belongs to a script that was killed, and says nothing.
 */
export function parseGuestReport(output: string): GuestReport {
  const lines = ours(output);
  if (!lines) return { ...NOTHING_SEEN, message: 'the script did not print its whole report' };
  const all = (name: string) => lines.filter(([word]) => word === name).map(([, rest]) => rest);
  const first = (name: string) => all(name)[0] ?? '';
  const code = first('code');
  return {
    ok: first('ok') === 'yes',
    code: code === '-' ? null : (code as GuestCode),
    message: first('message'),
    keys: all('key').flatMap(toKey),
    hasMoreKeys: all('more').length > 0,
    changed: first('changed') === 'yes',
    sshd: toSettings(all('sshd')),
    passwordSet: toBoolean(first('password')),
    hostKeys: all('hostkey'),
    bootId: first('boot') || null,
  };
}

const NOTHING_SEEN: GuestReport = {
  ok: false,
  code: 'OutputIncomplete',
  message: '',
  keys: [],
  hasMoreKeys: false,
  changed: false,
  sshd: null,
  passwordSet: null,
  hostKeys: [],
  bootId: null,
};

/** The words after `keyfleet`, from the report's first line to its last; undefined unless both are there. */
function ours(output: string): [string, string][] | undefined {
  const lines = [...output.matchAll(/^keyfleet ([a-z]+) ?(.*?)\r?$/gm)].map(
    ([, name = '', rest = '']): [string, string] => [name, rest],
  );
  const start = lines.findLastIndex(([name]) => name === 'report');
  return start >= 0 && lines.at(-1)?.[0] === 'end' ? lines.slice(start) : undefined;
}

function toKey(line: string): ReportedKey[] {
  const [options, type = '', body = ''] = line.split(' ');
  const blob = decodeBlob(body);
  return blob?.type === type ? [{ type, fingerprint: blob.fingerprint, body, hasOptions: options === 'options' }] : [];
}

function toSettings(lines: readonly string[]): SshdSettings | null {
  const settings = new Map(lines.map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)]));
  const port = Number(settings.get('port'));
  return settings.size === 0
    ? null
    : {
        passwordAuthentication: toBoolean(settings.get('passwordauthentication')),
        pubkeyAuthentication: toBoolean(settings.get('pubkeyauthentication')),
        permitRootLogin: settings.get('permitrootlogin') ?? null,
        authorizedKeysFile: settings.get('authorizedkeysfile') ?? null,
        port: Number.isInteger(port) ? port : null,
      };
}

function toBoolean(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}
