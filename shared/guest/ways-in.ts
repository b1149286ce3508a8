import type { CauseCode } from './codes.ts';
import { type Judgement, judge, UNTOLD } from './judgement.ts';
import { readGuestKey } from './public-key.ts';
import type { GuestReport, ReportedKey } from './report.ts';

/**
 * Whether sshd lets the user in with this key now. A key that is in no file was judged only if the script was about it.
 * @throws InvalidParameterError for text that is not a public key
 */
export function judgementOf(report: GuestReport, publicKey: string): Judgement {
  const { type, body } = readGuestKey(publicKey);
  const listed = report.keys.find((key) => key.body === body);
  return listed?.judgement ?? report.absent.get(`${type} ${body}`) ?? UNTOLD;
}

/**
 * Whether sshd would let the user in with this key if it were in the user's file: what it says of one that is there, else
 * what settings, files and account come to, with nothing asked.
 */
export function wouldTake(report: GuestReport, publicKey: string): Judgement {
  const { type, body } = readGuestKey(publicKey);
  return findKey(report, publicKey)?.judgement ?? report.would.get(`${type} ${body}`) ?? UNTOLD;
}

/** The key's line in a file that sshd reads for the user, the first one. */
export function findKey({ keys }: GuestReport, publicKey: string): ReportedKey | undefined {
  const { body } = readGuestKey(publicKey);
  return keys.find((key) => key.body === body);
}

/** What leaves open whether a key that sshd refused is refused everywhere and from now on. */
const DOUBTS = new Set<CauseCode | null>(['DependsOnAddress', 'SeveralSshd', 'SshdNotReloaded', 'SshdUnknown']);

/**
 * Whether a key lets nobody in any more, as a detach claims: it is in no file, sshd was asked and said no, and that answer
 * holds for every address. Only `yes` is proof; `no`: it is in a file, or sshd still takes it. Where sshd was not asked, no
 * file and no AuthorizedKeysCommand are enough.
 */
export function isGone(report: GuestReport, publicKey: string): Judgement['takes'] {
  const { accepted, code } = judgementOf(report, publicKey);
  if (findKey(report, publicKey) || accepted === 'yes') return 'no';
  if (accepted === 'no') return DOUBTS.has(code) ? 'unknown' : 'yes';
  return code === 'KeyAbsent' ? 'yes' : 'unknown';
}

/** Ways in beside one key. */
export interface OtherWays {
  /** Keys with which a login succeeds, as `type body`-bearing lines, without restriction. */
  readonly keys: readonly ReportedKey[];
  /** Keys of which it could not be told whether they let in. */
  readonly unknown: readonly ReportedKey[];
  readonly password: Judgement;
  /** `yes`: at least one is known to work; `no`: none does; `unknown`: none is known to, and some could not be told. */
  readonly some: Judgement['takes'];
}

/** Which ways in there are beside this key; a list that was cut leaves them unknown. */
export function otherWaysIn(report: GuestReport, publicKey: string | null, start: OtherContext = {}): OtherWays {
  const own = publicKey === null ? null : readGuestKey(publicKey).body;
  const others = report.keys.filter(({ body }) => body !== own && !start.leaving?.has(body));
  const keys = others.filter(({ judgement, options }) => judgement.takes === 'yes' && options.length === 0);
  const unknown = others.filter(({ judgement }) => judgement.takes === 'unknown');
  const password = judgePassword(report, start);
  const all = [...others.map(({ judgement }) => judgement.takes), password.takes];
  if (keys.length > 0 || password.takes === 'yes') return { keys, unknown, password, some: 'yes' };
  return {
    keys,
    unknown,
    password,
    some: report.hasMoreKeys || all.some((takes) => takes !== 'no') ? 'unknown' : 'no',
  };
}

export interface PasswordContext {
  /** After a start without a key pair the product switches `PasswordAuthentication` on; everything else stays. */
  readonly afterStart?: boolean;
  /** An owner chose the weaker proof: settings and account are enough. */
  readonly proof?: 'question' | 'files';
}

export interface OtherContext extends PasswordContext {
  /** Bodies of keys that are about to go, and no way in any more. */
  readonly leaving?: ReadonlySet<string>;
}

/**
 * Whether sshd takes the user's password. It cannot be tried, so `yes` means: one is set, settings and account have nothing
 * against it, the running sshd names the method, and the user is known to be allowed.
 */
export function judgePassword(report: GuestReport, context: PasswordContext = {}): Judgement {
  const { passwordSet, sshd } = report;
  if (passwordSet === false) return judge('no', 'PasswordNotSet', 'unknown');
  if (!sshd) return judge('unknown', 'SshdUnknown', 'unknown');
  const against = obstacles(report, sshd.all, context).find(([, isSo]) => isSo);
  if (against) return judge('no', against[0], 'unknown');
  const doubt = doubts(report, sshd.all, context).find(([, isSo]) => isSo);
  return doubt ? judge('unknown', doubt[0], 'unknown') : { ...judge('yes', null, 'unknown'), by: 'settings' };
}

type Settings = ReadonlyMap<string, string>;
type Reasons = readonly (readonly [CauseCode, boolean])[];

/** What ends a login with a password, whatever else is so. */
function obstacles({ uid, account }: GuestReport, all: Settings, context: PasswordContext): Reasons {
  return [
    ['RootLoginDisabled', uid === 0 && all.get('permitrootlogin') !== 'yes'],
    ['PasswordsDisabled', !takesPasswords(all, context)],
    ['ForcedCommand', isSet(all, 'forcecommand')],
    ['NoSessions', all.get('maxsessions') === '0'],
    ['AccountExpired', account.includes('expired')],
    ['PasswordExpired', account.includes('stale')],
    ['NoLoginShell', account.includes('nologin')],
    ['ShellMissing', account.includes('noshell')],
    ['LoginsClosed', account.includes('closed') && uid !== 0],
  ];
}

function doubts(report: GuestReport, all: Settings, { afterStart, proof }: PasswordContext): Reasons {
  const isAllowed = report.keys.some(({ judgement }) => judgement.accepted === 'yes');
  const lists = ['allowusers', 'allowgroups', 'denyusers', 'denygroups'];
  const isNamed = report.methods?.some((method) => method === 'password' || method === 'keyboard-interactive');
  return [
    ['AccountUnknown', report.passwordSet === null],
    [
      'PasswordsDisabled',
      afterStart === true && report.account.includes('fixed') && all.get('passwordauthentication') !== 'yes',
    ],
    ['SeveralSshd', report.isOneOfSeveral],
    ['SshdNotReloaded', report.isStale],
    ['DependsOnAddress', report.differs.length > 0 || lists.some((name) => all.get(name)?.includes('@'))],
    ['UserNotAllowed', !isAllowed && lists.some((name) => all.has(name))],
    ['Chrooted', isSet(all, 'chrootdirectory')],
    ['ShellNotListed', report.account.includes('unlisted')],
    ['SshdNotAsked', !afterStart && proof !== 'files' && isNamed !== true],
  ];
}

function takesPasswords(all: Settings, { afterStart }: PasswordContext): boolean {
  const methods = all.get('authenticationmethods') ?? 'any';
  const isAlone = (name: string) => methods === 'any' || methods.split(' ').some((list) => list.split(':')[0] === name);
  const asksThroughPam =
    all.get('usepam') === 'yes' &&
    (all.get('kbdinteractiveauthentication') ?? all.get('challengeresponseauthentication')) === 'yes';
  const isOn = afterStart === true || all.get('passwordauthentication') === 'yes';
  return (isOn && isAlone('password')) || (asksThroughPam && isAlone('keyboard-interactive'));
}

const isSet = (all: Settings, name: string) => !['none', undefined].includes(all.get(name));
