import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createMetKeys, recordedKeys } from './key/known-keys.ts';
import { search } from './key/search.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1') => key.export({ type, format: 'pem' }).toString();

let digests = '';
const met = createMetKeys((more) => (digests += more));
for (const { privateKey } of [rsa, ec, ed]) met.add(privateKey);
const known = { met, recorded: recordedKeys(digests) };
const nothing = createMetKeys(() => {});

const forms: Record<string, string> = {
  'RSA as PKCS#1': pem(rsa.privateKey, 'pkcs1'),
  'RSA as PKCS#8': pem(rsa.privateKey, 'pkcs8'),
  'ECDSA as SEC1': pem(ec.privateKey, 'sec1'),
  'ECDSA as PKCS#8': pem(ec.privateKey, 'pkcs8'),
  'ed25519 as PKCS#8': pem(ed.privateKey, 'pkcs8'),
};
const body = (text: string) => text.replaceAll(/-----.*-----\n/g, '');
const disguises: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'as JSON has it': (text) => JSON.stringify({ text }),
  'as JSON in JSON has it': (text) => JSON.stringify(JSON.stringify({ text })),
  'as a URL has it': (text) => `GET /?SecretData=${encodeURIComponent(text)}&x=1`,
  'as a form has it': (text) => new URLSearchParams({ text }).toString(),
  'as an error has it': (text) => inspect(new Error(`bad value ${text}`)),
  'as an object is printed': (text) => inspect({ text }),
  'as Base64': (text) => `{"Content":"${Buffer.from(text).toString('base64')}"}`,
  'as Base64 in a URL': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
};

describe.each(Object.entries(disguises))('a private key %s', (_disguise, disguise) => {
  it.each(Object.entries(forms))('a private key is found by its form alone: %s', (_form, text) => {
    expect(search(`before ${disguise(text)} after`, nothing)).toBe('a PEM');
  });

  it.each(Object.entries(forms))(
    'a private key is found without its first and last line, when it is known: %s',
    (_form, text) => {
      expect.hasAssertions();
      for (const keys of Object.values(known)) {
        expect(search(`before ${disguise(body(text))} after`, keys)).toBe('a piece');
      }
    },
  );
});

describe('piece of a known private key', () => {
  it.each(
    body(forms['RSA as PKCS#1'] ?? '')
      .split('\n')
      .slice(7, -2),
  )('a piece of a known private key is found in one line of it', (line) => {
    expect(search(`tail: ${line}`, met)).toBe('a piece');
  });

  it.each([
    ['a JWK', JSON.stringify(rsa.privateKey.export({ format: 'jwk' }))],
    ['hexadecimal digits', ec.privateKey.export({ type: 'sec1', format: 'der' }).toString('hex')],
    [
      'lines of another width',
      body(forms['RSA as PKCS#8'] ?? '')
        .replaceAll('\n', '')
        .replaceAll(/.{70}/g, '$&\n'),
    ],
    ["OpenSSH's own form", openSshForm()],
  ])('a piece of a known private key is found in %s', (_form, text) => {
    expect(search(text, met)).toBe('a piece');
  });

  it('a piece of a known private key is not what a public key has in common with it', () => {
    const publicKeys = [
      rsa.publicKey.export({ type: 'spki', format: 'pem' }),
      rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }),
      JSON.stringify(rsa.publicKey.export({ format: 'jwk' })),
      ec.publicKey.export({ type: 'spki', format: 'pem' }),
    ];
    expect(search(publicKeys.join('\n'), met)).toBeNull();
  });

  it('a piece of a known private key is no other key, and no text that speaks of keys', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = 'expected -----BEGIN RSA PRIVATE KEY----- and lines, got nothing';
    expect([search(body(pem(privateKey, 'pkcs1')), met), search(text, met)]).toEqual([null, null]);
  });
});

describe('what is recorded of a key', () => {
  it('what is recorded of a key is no part of it', () => {
    expect(digests.length).toBeGreaterThan(1000);
    expect(search(digests, met)).toBeNull();
  });
});

/** A body of OpenSSH's form around the key of `ed`, as ssh2 writes it. */
function openSshForm(): string {
  const { d = '' } = ed.privateKey.export({ format: 'jwk' });
  const bytes = Buffer.concat([Buffer.from('openssh-key-v1\0, and the public half'), Buffer.from(d, 'base64url')]);
  return Buffer.concat([bytes, Buffer.alloc(40)])
    .toString('base64')
    .replaceAll(/.{70}/g, '$&\n');
}
