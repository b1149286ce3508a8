/**
 * Why sshd does not let a key in, or why that cannot be told. A judgement of `no` or `unknown` has one of these codes.
 * The sentences are for operators: what is so, and what can be done.
 */
export const CAUSES = {
  SshdUnknown: 'the settings of sshd cannot be had (sshd -T and sshd -G do not answer), so nothing inside was changed',
  SshdNotAsked: 'sshd could not be asked over loopback whether it takes the key; verify "login" proves it from outside',
  NoSshClient: 'there is no OpenSSH client inside to ask sshd with; install one, or choose verify "login" or "files"',
  SeveralSshd: 'several sshd listen, and the answer of one says nothing of the others',
  SshdNotReloaded: 'the settings of sshd were changed after it read them; reload sshd',
  DependsOnAddress: 'the settings of sshd (Match, AllowUsers with @) are not the same for every address',
  KeysDisabled: 'sshd takes no keys: PubkeyAuthentication no',
  RootLoginDisabled: 'sshd lets root not log in: PermitRootLogin no',
  RootForcedCommandsOnly: 'sshd lets root only run fixed commands: PermitRootLogin forced-commands-only',
  MoreThanKeyNeeded: 'sshd wants more than a key: AuthenticationMethods',
  ForcedCommand: 'the key may only run a fixed command (command= on its line, or ForceCommand), so it is no login',
  NoSessions: 'sshd opens no sessions: MaxSessions 0',
  AccountExpired: 'the account of the user has expired (chage -E)',
  PasswordExpired:
    'the password of the user has expired, and PAM wants a new one before any command (chage -M, chage -d)',
  AccountLocked: 'the account of the user is locked, and sshd uses no PAM (passwd -u, or UsePAM yes)',
  AccountUnknown: 'the account of the user is not in /etc/shadow, so that its expiry cannot be told',
  NoLoginShell: 'the shell of the user is nologin or false',
  ShellMissing: 'the shell of the user is not there',
  ShellNotListed: 'the shell of the user is not in /etc/shells, and pam_shells may refuse it',
  LoginsClosed: 'only root may log in: there is an /etc/nologin',
  KeyTypeNotAccepted:
    'sshd takes no keys of this type: PubkeyAcceptedAlgorithms; use a key pair of a type that it takes',
  KeyTooSmall: 'the RSA key is smaller than sshd takes: RequiredRSASize',
  KeyAbsent: 'the key is in no file that sshd reads for the user',
  KeysFileUnreadable:
    'the user cannot read the file of keys, so neither can sshd: see the modes of the folders above it',
  UnsafeFile: 'owner or mode of the file of keys, or of a folder above it, is one that sshd refuses (StrictModes)',
  UserNotAllowed: 'sshd refuses the user: AllowUsers, AllowGroups, DenyUsers or DenyGroups',
  KeyRevoked: 'sshd refuses the key, and RevokedKeys is set: the key is in that file, or the file cannot be read',
  KeyExpired: 'the line of the key has an expiry-time, and sshd refuses it',
  KeyExpires: 'the line of the key has an expiry-time',
  AddressRestricted: 'the line of the key has from=, so that it depends on the address',
  KeyOptions: 'the line of the key has options, and sshd could not be asked what they come to',
  ServedElsewhere: 'AuthorizedKeysCommand serves keys, this one perhaps; what is in files does not decide',
  Chrooted: 'sshd changes the root of the user (ChrootDirectory), where a shell may be missing',
  UnusualHash:
    'sshd takes no signatures with rsa-sha2-512 (PubkeyAcceptedAlgorithms), which is the one that clients try first',
  PasswordNotSet: 'the user has no password, or a locked one',
  PasswordsDisabled: 'sshd takes no passwords for the user: PasswordAuthentication, KbdInteractiveAuthentication',
  Refused: 'sshd refuses the key, and neither its settings nor its files say why; see the log of sshd',
} as const;

/** Why a script stopped, beside the causes above. The file that it was at is as it was. */
export const STOPS = {
  NotLinux: 'this is not Linux',
  UserNotFound: 'there is no such user',
  HomeMissing: 'the home directory is not there',
  CannotBecomeUser: 'nothing can be run as the user (setpriv, runuser, su)',
  UnsafeFile: CAUSES.UnsafeFile,
  LinkedFolder: 'a folder on the way to the file of keys is a link, which is not followed',
  WrongOwner: 'the file of keys belongs to another than the user, and is not edited',
  SharedKeysFile: 'the file of keys is one for all users (AuthorizedKeysFile without %u or %h), and is not edited',
  KeysFileDisabled: 'sshd reads no file of keys: AuthorizedKeysFile none',
  KeyMissing: 'the key to keep is not there',
  KeptKeyNotTaken: 'the key to keep is not known to let the user in, so the other one stays',
  ReadOnly: 'the file of keys cannot be written',
  NoSpace: 'no space is left',
  WriteFailed: 'the file of keys cannot be copied line by line',
  Locked: 'another holds the lock beside the file of keys',
  ChangedMeanwhile: 'the file of keys was changed by another at the same time',
} as const;

export type CauseCode = keyof typeof CAUSES;

/** `OutputIncomplete`: nothing is known, so look again. `ScriptFailed`: the guest said what no script says. */
export type GuestCode = CauseCode | keyof typeof STOPS | 'OutputIncomplete' | 'ScriptFailed';

export const SENTENCES: Readonly<Record<string, string>> = { ...STOPS, ...CAUSES };

/** Every word that a script can say, in an order that gives each its short form on the way. */
const WORDS = Object.keys(SENTENCES);

const toShort = new Map(WORDS.map((word, i) => [word, `E${i.toString(36)}`]));
const toWord = new Map([...toShort].map(([word, short]) => [short, word]));

/** Puts the short forms in place of codes in the text of a script. */
export function shortenCodes(text: string): string {
  return text.replaceAll(/\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\b/g, (word) => toShort.get(word) ?? word);
}

/** What a guest said, if it is a code of ours. */
export function toCode(text: string): GuestCode | undefined {
  const word = toWord.get(text) ?? text;
  return Object.hasOwn(SENTENCES, word) ? (word as GuestCode) : undefined;
}
