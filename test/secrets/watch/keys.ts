import crypto, { type KeyObject } from 'node:crypto';
import type { Witness } from '../witness.ts';
import { around } from './around.ts';

const { createPrivateKey } = crypto;
type Made = { privateKey: unknown };
type Settings = { privateKeyEncoding?: object };
type Done = (error: Error | null, publicKey: unknown, privateKey: unknown) => void;

/** Learns every private key that Node.js makes or reads in this process. */
export function watchKeys({ learn }: Witness): void {
  const learnMade = (privateKey: unknown, settings: unknown) => {
    const key = toKey(privateKey, (settings as Settings | undefined)?.privateKeyEncoding);
    if (key) learn(key);
  };
  around(crypto, 'createPrivateKey', (make) => {
    const key = make() as KeyObject;
    learn(key);
    return key;
  });
  around(crypto, 'generateKeyPairSync', (make, args) => {
    const made = make() as Made;
    learnMade(made.privateKey, args[1]);
    return made;
  });
  around(crypto, 'generateKeyPair', (make, args) => {
    const done = args.at(-1) as Done;
    const learnFirst: Done = (error, publicKey, privateKey) => {
      if (!error) learnMade(privateKey, args[1]);
      done(error, publicKey, privateKey);
    };
    return make([...args.slice(0, -1), learnFirst]);
  });
}

/** Node.js gives a key out as an object, or encoded as asked for. Null when it cannot be read back, as without its passphrase. */
function toKey(made: unknown, encoding: object | undefined): KeyObject | null {
  if (!encoding) return made as KeyObject;
  try {
    return createPrivateKey({ key: made, ...encoding } as never);
  } catch {
    return null;
  }
}

const PEM = /-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----[\sA-Za-z0-9+/=]+-----END \1-----/g;

/** Private keys in a text that may carry them: percent-encoded parameters, or JSON. */
export function keysIn(text: string): KeyObject[] {
  const plain = text
    .replaceAll('\\n', '\n')
    .replaceAll(/%([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [...plain.matchAll(PEM)].flatMap(([pem]) => toKey(pem, { format: 'pem' }) ?? []);
}
