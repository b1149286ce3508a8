import { type GuestCode, SENTENCES, toCode } from './codes.ts';
import { type Judgement, toJudgement, UNTOLD } from './judgement.ts';
import { decodeBlob } from './public-key.ts';

export type { CauseCode, GuestCode } from './codes.ts';

/** One authorised key as the guest's file has it. */
export interface ReportedKey {
  readonly type: string;
  /** OpenSSH's form, `SHA256:…`; computed here from the body, so that a guest needs no ssh-keygen. */
  readonly fingerprint: string;
  readonly body: string;
  /** The line has options, such as `no-pty`, `from=` or `command=`. */
  readonly hasOptions: boolean;
  /** Their names, in lower case. */
  readonly options: readonly string[];
  /** Of the key, which may be in several lines: the first that sshd accepts counts. */
  readonly judgement: Judgement;
}

/** What `sshd -T` says is in effect for the user; null where a setting was not said. */
export interface SshdSettings {
  readonly passwordAuthentication: boolean | null;
  readonly pubkeyAuthentication: boolean | null;
  /** `yes`, `no`, `prohibit-password`, `without-password` or `forced-commands-only`. */
  readonly permitRootLogin: string | null;
  readonly authorizedKeysFile: string | null;
  readonly port: number | null;
  /** Every setting that was said, by its name in lower case; several lines of one are joined by a blank. */
  readonly all: ReadonlyMap<string, string>;
}

/** What a guest script did and saw. */
export interface GuestReport {
  readonly ok: boolean;
  readonly code: GuestCode | null;
  /** A sentence for operators: printable, of one line, and short. */
  readonly message: string;
  /** The well-formed keys that sshd reads for the user, after the edit, the wanted and the kept one among them. */
  readonly keys: readonly ReportedKey[];
  /** Judgements of wanted and kept keys that are in no file, by `type body`. */
  readonly absent: ReadonlyMap<string, Judgement>;
  /** What settings, files and account would come to for those if they were in the file and sshd took them. */
  readonly would: ReadonlyMap<string, Judgement>;
  /** There are more keys than are listed. */
  readonly hasMoreKeys: boolean;
  /** Lines of keys were added or removed; repaired permissions do not count. */
  readonly changed: boolean;
  /** Null where they cannot be had. A removal says nothing of them. */
  readonly sshd: SshdSettings | null;
  /** Of the user; null when that was not said. */
  readonly uid: number | null;
  /** The user's password is neither locked nor empty; null when that cannot be read. */
  readonly passwordSet: boolean | null;
  /**
   * What is wrong with the account: `locked`, `expired`, `stale`, `nologin`, `noshell`, `closed`, `unlisted`; and `fixed`:
   * another file than cloud-init's switches passwords off.
   */
  readonly account: readonly string[];
  /** Names of settings that are not the same for every address; `match` where that cannot be told. */
  readonly differs: readonly string[];
  /** sshd's settings were changed after it read them. */
  readonly isStale: boolean;
  /** More than one sshd listens, and which of them was asked is chance. */
  readonly isOneOfSeveral: boolean;
  /** Methods that the running sshd names for the user; null when it was not asked. */
  readonly methods: readonly string[] | null;
  /** sshd's public host keys, `type body`. */
  readonly hostKeys: readonly string[];
  /** Changes with every boot of the kernel. */
  readonly bootId: string | null;
}

/** Far more than a script prints; what a guest says beyond is not read. */
const MAX_OUTPUT = 64 * 1024;
const MAX_LINES = 500;

/**
 * Reads what a guest script printed. Lines of others (a profile, a banner) are ignored; output without its last line was
 * cut off or belongs to a script that was killed, and says nothing.
 */
export function parseGuestReport(output: string): GuestReport {
  const lines = ours(output.slice(-MAX_OUTPUT));
  if (!lines) return NOTHING_SEEN;
  const all = (name: string) => lines.filter(([word]) => word === name).map(([, rest]) => rest);
  const first = (name: string) => all(name)[0] ?? '';
  const said = first('code');
  const code = said === '-' ? null : (toCode(said) ?? 'ScriptFailed');
  const may = all('may').at(-1);
  return {
    ok: first('ok') === 'yes' && code === null,
    code,
    message: toMessage(code, first('message')),
    keys: all('key').flatMap(toKey),
    absent: new Map(all('absent').flatMap(toAbsent)),
    would: new Map(all('maybe').flatMap(toAbsent)),
    hasMoreKeys: all('more').length > 0,
    changed: first('changed') === 'yes',
    sshd: toSettings(all('sshd')),
    uid: toNumber(first('uid')),
    passwordSet: toBoolean(first('password')),
    account: all('account'),
    differs: all('differs'),
    isStale: all('stale').length > 0,
    isOneOfSeveral: all('several').length > 0,
    methods: may === undefined ? null : may.split(',').filter(Boolean),
    hostKeys: all('hostkey'),
    bootId: first('boot') || null,
  };
}

const NOTHING_SEEN: GuestReport = {
  ok: false,
  code: 'OutputIncomplete',
  message: 'the script did not print its whole report',
  keys: [],
  absent: new Map(),
  would: new Map(),
  hasMoreKeys: false,
  changed: false,
  sshd: null,
  uid: null,
  passwordSet: null,
  account: [],
  differs: [],
  isStale: false,
  isOneOfSeveral: false,
  methods: null,
  hostKeys: [],
  bootId: null,
};

/** The words after `keyfleet`, from the report's first line to its last; undefined unless both are there. */
function ours(output: string): [string, string][] | undefined {
  const lines = [...output.matchAll(/^keyfleet ([a-z]+) ?(.*?)\r?$/gm)].map(
    ([, name = '', rest = '']): [string, string] => [name, rest],
  );
  const start = lines.findLastIndex(([name]) => name === 'report');
  const report = start < 0 ? [] : lines.slice(start);
  return report.at(-1)?.[0] === 'end' && report.length <= MAX_LINES ? report : undefined;
}

/** What a guest writes ends up in terminals, logs and pages: nothing in it may move a cursor or turn a line around. */
function toMessage(code: GuestCode | null, detail: string): string {
  const said = detail
    .replaceAll(/[^ -~]/g, ' ')
    .trim()
    .slice(0, 300);
  if (code === null) return DONE.get(said) ?? said;
  if (code === 'ScriptFailed') return 'the guest gave an answer that no script gives';
  const words = said.split(' ');
  const more = toCode(words[0] ?? '') === code ? words.slice(1) : words;
  const cause = toCode(more[0] ?? '');
  const rest = cause ? SENTENCES[cause] : more.join(' ');
  return rest ? `${SENTENCES[code]}: ${rest}` : (SENTENCES[code] ?? '');
}

/** What scripts say in a word when they are through. */
const DONE = new Map([
  ['there', 'the user has the key'],
  ['gone', 'the user does not have the key'],
]);

function toKey(line: string): ReportedKey[] {
  const [names = '', type = '', body = '', ...rest] = line.split(' ');
  const blob = decodeBlob(body);
  if (blob?.type !== type) return [];
  const options =
    names === 'plain'
      ? []
      : names
          .replaceAll(/[^a-z0-9,-]/g, '')
          .split(',')
          .filter(Boolean);
  return [
    {
      type,
      fingerprint: blob.fingerprint,
      body,
      hasOptions: names !== 'plain',
      options,
      judgement: toJudgement(rest) ?? UNTOLD,
    },
  ];
}

function toAbsent(line: string): [string, Judgement][] {
  const [, type = '', body = '', ...rest] = line.split(' ');
  const judgement = toJudgement(rest);
  return judgement && decodeBlob(body)?.type === type ? [[`${type} ${body}`, judgement]] : [];
}

function toSettings(lines: readonly string[]): SshdSettings | null {
  if (lines.length === 0) return null;
  const all = new Map<string, string>();
  for (const line of lines) {
    const [name = '', ...rest] = line.split(' ');
    const before = all.get(name);
    all.set(name, [...(before === undefined ? [] : [before]), ...rest].join(' '));
  }
  return {
    passwordAuthentication: toBoolean(all.get('passwordauthentication')),
    pubkeyAuthentication: toBoolean(all.get('pubkeyauthentication')),
    permitRootLogin: all.get('permitrootlogin') ?? null,
    authorizedKeysFile: all.get('authorizedkeysfile') ?? null,
    port: toNumber(all.get('port')?.split(' ')[0] ?? ''),
    all,
  };
}

const toNumber = (text: string) => (/^\d{1,10}$/.test(text) ? Number(text) : null);

function toBoolean(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}
