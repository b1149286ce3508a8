import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openLoginKey } from '../../../shared/login/index.ts';
import { createKey } from './keys.ts';

const { privateKey, publicKey } = createKey('RSA as PKCS#8');
const [, body] = publicKey.split(' ');

describe('a secret with a private key', () => {
  it.each([
    ['PEM text', privateKey],
    ['PEM text with Windows line ends', privateKey.replaceAll('\n', '\r\n')],
    ['PEM text with white space around it', `\n  ${privateKey}  \n\n`],
    ['JSON with privateKey', JSON.stringify({ privateKey })],
    ["KMS's own JSON", JSON.stringify({ UserName: 'root', PublicKey: publicKey, PrivateKey: privateKey })],
  ])('may be %s', async (_what, content) => {
    expect((await openLoginKey(content)).publicBody).toBe(body);
  });

  const marker = 'M4RKER';
  const encrypted = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: marker },
  }).privateKey;

  it.each([
    ['empty text', ''],
    ['a word', marker],
    ['broken JSON', `{"privateKey": "${marker}`],
    ['JSON without a key', JSON.stringify({ password: marker })],
    ['JSON with a key that is no text', JSON.stringify({ privateKey: { marker } })],
    ['a public key', publicKey],
    ['a public key as PEM', `-----BEGIN PUBLIC KEY-----\n${marker}\n-----END PUBLIC KEY-----`],
    ['a broken private key', `-----BEGIN RSA PRIVATE KEY-----\n${marker}\n-----END RSA PRIVATE KEY-----`],
    ['a broken PKCS#8 key', `-----BEGIN PRIVATE KEY-----\n${marker}\n-----END PRIVATE KEY-----`],
    ['a key with a passphrase', encrypted],
  ])('may not be %s, and is not quoted', async (_what, content) => {
    const error = await openLoginKey(content).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'UnusableKey' });
    const shown = inspect(error, { depth: null, showHidden: true });
    expect(shown).not.toContain(marker);
    expect(shown).not.toMatch(/-----BEGIN/);
  });
});
