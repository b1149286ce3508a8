import { fitsList } from './patterns.ts';

/** What the stand-in takes from an sshd_config. */
export interface SshdSettings {
  /** What the guest takes to be its sshd's; the host listens on another. */
  readonly port: number;
  readonly allowUsers: readonly string[];
  readonly denyUsers: readonly string[];
  readonly allowGroups: readonly string[];
  readonly denyGroups: readonly string[];
  readonly permitRootLogin: string;
  readonly publicKeys: boolean;
  readonly passwords: boolean;
  /** Lists of methods, each enough by itself when all of it was passed; empty: any one method. */
  readonly methods: readonly (readonly string[])[];
  readonly acceptedAlgorithms: readonly string[];
  /** Bits. */
  readonly requiredRsaSize: number;
  /** As written: with `%h` and `%u`, or below the home. */
  readonly keysFiles: readonly string[];
  readonly strictModes: boolean;
  readonly forceCommand: string | undefined;
}

/** OpenSSH 9.2, without those that hosts sign. */
const defaultAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * Reads an sshd_config as sshd_config(5) says: the first value counts, lists of users and groups add up. `Match` ends
 * what is read, and `Include` is not followed: those are for a real sshd.
 */
export function readSshdSettings(text: string): SshdSettings {
  const all = readDirectives(text);
  const first = (...names: string[]) => names.map((name) => all.get(name)?.[0]).find((value) => value !== undefined);
  const list = (name: string) => (all.get(name) ?? []).flatMap(words);
  const isOn = (name: string) => first(name)?.toLowerCase() !== 'no';
  return {
    port: Number(first('port') ?? 22),
    allowUsers: list('allowusers'),
    denyUsers: list('denyusers'),
    allowGroups: list('allowgroups'),
    denyGroups: list('denygroups'),
    permitRootLogin: first('permitrootlogin')?.toLowerCase() ?? 'prohibit-password',
    publicKeys: isOn('pubkeyauthentication'),
    passwords: isOn('passwordauthentication'),
    methods: methodLists(first('authenticationmethods')),
    acceptedAlgorithms: algorithms(first('pubkeyacceptedalgorithms', 'pubkeyacceptedkeytypes')),
    requiredRsaSize: Number(first('requiredrsasize') ?? 1024),
    keysFiles: words(first('authorizedkeysfile') ?? '.ssh/authorized_keys .ssh/authorized_keys2'),
    strictModes: isOn('strictmodes'),
    forceCommand: noneAsUndefined(first('forcecommand')),
  };
}

function readDirectives(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const { name = '', value = '' } =
      /^\s*(?<name>[A-Za-z]\w*)(?:\s*=\s*|\s+)(?<value>.*?)\s*$/.exec(line)?.groups ?? {};
    if (name.toLowerCase() === 'match') break;
    if (name) found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), value]);
  }
  return found;
}

function words(value: string): string[] {
  return value.split(/\s+/).filter((word) => word !== '');
}

function noneAsUndefined(value: string | undefined): string | undefined {
  return value === 'none' ? undefined : value;
}

/** A part after a colon says how, as in `keyboard-interactive:pam`. */
function methodLists(value = 'any'): string[][] {
  if (value === 'any') return [];
  return words(value).map((list) => list.split(',').map((method) => method.replace(/:.*/, '')));
}

/** A list in place of the default, or changes to it: `+` adds, `-` takes away, `^` puts in front. */
export function algorithms(value = ''): string[] {
  const patterns = value.replace(/^[+^-]/, '').split(',');
  if (value === '') return defaultAlgorithms;
  if (value.startsWith('-')) return defaultAlgorithms.filter((name) => !fitsList(name, patterns));
  return /^[+^]/.test(value) ? [...defaultAlgorithms, ...patterns] : patterns;
}
