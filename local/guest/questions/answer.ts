import ssh2, { type ParsedKey } from 'ssh2';
import { type Accounts, decide } from '../ssh/authenticate.ts';
import { fingerprint } from '../ssh/host-key.ts';
import { Login } from '../ssh/login.ts';
import { fitsList } from '../ssh/patterns.ts';
import { type OfferedKey, type Question, readQuestion } from './question.ts';

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** Signature algorithms of RSA keys as OpenSSH's client prefers them, and the hash that ssh2 tells of each. */
const rsaHashes = new Map([
  ['rsa-sha2-512', 'sha512'],
  ['rsa-sha2-256', 'sha256'],
  ['ssh-rsa', undefined],
]);

/**
 * What OpenSSH's client prints with `-v` when it offers public keys whose private halves it lacks, from the first answer
 * of the server on. The server is the stand-in: each key is decided as in a login.
 * Source of the messages: sshconnect.c and sshconnect2.c of OpenSSH 9.2, compared with its client.
 * @param text as the shim `ssh` writes it
 * @param accounts undefined where no sshd runs
 */
export function answerQuestion(text: string, accounts: Accounts | undefined): string {
  return `${linesFor(readQuestion(text), accounts).join('\n')}\n`;
}

function linesFor(question: Question, accounts: Accounts | undefined): string[] {
  const { address, port, user } = question;
  if (!loopback.includes(address)) return [`ssh: connect to host ${address} port ${port}: Network is unreachable`];
  if (port !== accounts?.settings().port) return [`ssh: connect to host ${address} port ${port}: Connection refused`];
  const next = methodsOf(question, accounts);
  const prepared = question.keys.map((key) => prepare(key, question.algorithms));
  // The client goes on by itself where the server names nothing at all.
  const mayOffer = next.length === 0 || next.includes('publickey');
  const offers = mayOffer ? prepared.flatMap((each) => offer(each, user, accounts)) : [];
  return [
    ...prepared.flatMap(({ skipped }) => skipped ?? []),
    canContinue(next),
    ...(mayOffer ? ['debug1: Next authentication method: publickey'] : []),
    ...offers,
    'debug1: No more authentication methods to try.',
    `${user}@${address}: Permission denied (${next.join(',')}).`,
  ];
}

/** A key as the client offers it; one that is `skipped` or that cannot be read it does not offer. */
interface Prepared {
  readonly file: string;
  readonly key?: ParsedKey;
  readonly algorithm?: string;
  readonly skipped?: string;
}

function prepare({ file, base64 }: OfferedKey, algorithms: readonly string[]): Prepared {
  const key = ssh2.utils.parseKey(Buffer.from(base64, 'base64'));
  if (key instanceof Error) return { file };
  const algorithm = algorithmsOf(key).find((name) => fitsList(name, algorithms));
  if (algorithm !== undefined) return { file, key, algorithm };
  return {
    file,
    skipped: `debug1: Skipping ${key.type} key ${file} - corresponding algo not in PubkeyAcceptedAlgorithms`,
  };
}

function offer({ file, key, algorithm, skipped }: Prepared, user: string, accounts: Accounts): string[] {
  if (skipped !== undefined) return [];
  if (!key || algorithm === undefined)
    return [`debug1: Trying private key: ${file}`, `Load key "${file}": invalid format`];
  const hashAlgo = rsaHashes.get(algorithm);
  const offered = { algo: key.type, data: key.getPublicSSH() };
  const request = { method: 'publickey', username: user, key: offered, ...(hashAlgo && { hashAlgo }) } as const;
  const decision = decide(request, accounts, new Login());
  const named = `${file} ${shortType(key)} ${fingerprint(key)} explicit`;
  const answer = decision === 'granted' ? `debug1: Server accepts key: ${named}` : canContinue(decision.next);
  return [`debug1: Offering public key: ${named}`, answer];
}

function algorithmsOf({ type }: ParsedKey): string[] {
  return type === 'ssh-rsa' ? [...rsaHashes.keys()] : [type];
}

/** `ssh-rsa` as RSA, `ecdsa-sha2-nistp256` as ECDSA. */
function shortType({ type }: ParsedKey): string {
  return (type.replace(/^ssh-/, '').split('-')[0] ?? '').toUpperCase();
}

function methodsOf({ user }: Question, accounts: Accounts): string[] {
  const decision = decide({ method: 'none', username: user }, accounts, new Login());
  return decision === 'granted' ? [] : decision.next;
}

function canContinue(methods: readonly string[]): string {
  return `debug1: Authentications that can continue: ${methods.join(',')}`;
}
