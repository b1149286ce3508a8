import { generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';

/** A key pair in one of the forms a private key comes in. */
export interface KeyForm {
  readonly privateKey: string;
  /** `type body`. */
  readonly publicKey: string;
}

const make = {
  'RSA as PKCS#1': () => rsa('pkcs1'),
  'RSA as PKCS#8': () => rsa('pkcs8'),
  'ECDSA as SEC1': () => ec('sec1'),
  'ECDSA as PKCS#8': () => ec('pkcs8'),
  "ECDSA as OpenSSH's": () => openSsh('ecdsa'),
  "ed25519 as OpenSSH's": () => openSsh('ed25519'),
};

export type FormName = keyof typeof make;
export const formNames = Object.keys(make) as FormName[];
export const createKey = (form: FormName): KeyForm => make[form]();

const made = new Map<FormName, KeyForm>();

/** One of that form, the same each time: to make one takes longer than to log in with it. */
export function keyOf(form: FormName): KeyForm {
  const key = made.get(form) ?? createKey(form);
  made.set(form, key);
  return key;
}

function rsa(type: 'pkcs1' | 'pkcs8'): KeyForm {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return { privateKey: privateKey.export({ type, format: 'pem' }).toString(), publicKey: publicOf(pkcs1) };
}

function ec(type: 'sec1' | 'pkcs8'): KeyForm {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString();
  return { privateKey: privateKey.export({ type, format: 'pem' }).toString(), publicKey: publicOf(sec1) };
}

function openSsh(type: 'ecdsa' | 'ed25519'): KeyForm {
  const { generateKeyPairSync: generate } = ssh2.utils;
  const pair = type === 'ecdsa' ? generate('ecdsa', { bits: 256 }) : generate('ed25519');
  // Some that ssh2 1.17.0 generates are malformed.
  if (ssh2.utils.parseKey(pair.private) instanceof Error) return openSsh(type);
  return { privateKey: pair.private, publicKey: pair.public };
}

function publicOf(pem: string): string {
  const parsed = ssh2.utils.parseKey(pem);
  if (parsed instanceof Error) throw parsed;
  return `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
}
