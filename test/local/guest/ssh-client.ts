import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import ssh2, { type ConnectConfig } from 'ssh2';

/** A client key: the private half as ssh2 and OpenSSH read it, and the line for authorized_keys. */
export interface ClientKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A key of the type asked for; RSA with 2,048 bits, ECDSA on P-256. */
export function createKey(type: 'ed25519' | 'ecdsa' | 'rsa' = 'ed25519'): ClientKey {
  if (type === 'rsa') return createRsaKey();
  const pair =
    type === 'ecdsa'
      ? ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })
      : ssh2.utils.generateKeyPairSync('ed25519');
  // Some that ssh2 1.17.0 generates are malformed.
  return ssh2.utils.parseKey(pair.private) instanceof Error ? createKey(type) : toClientKey(pair);
}

function createRsaKey(): ClientKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const parsed = ssh2.utils.parseKey(pem);
  if (parsed instanceof Error) throw parsed;
  return { privateKey: pem, publicKey: `ssh-rsa ${parsed.getPublicSSH().toString('base64')}` };
}

function toClientKey(pair: { private: string; public: string }): ClientKey {
  return { privateKey: pair.private, publicKey: pair.public };
}

/** How to log in: by key or by password, as root unless `username` says otherwise. */
export type Credentials = Pick<ConnectConfig, 'privateKey' | 'password' | 'username' | 'algorithms' | 'authHandler'>;

/** Logs in for real and runs `true`; false when the server refuses. Anything else that goes wrong throws. */
export async function canLogIn(port: number, credentials: Credentials): Promise<boolean> {
  try {
    return (await runOverSsh(port, credentials, 'true')).exitCode === 0;
  } catch (error) {
    if ((error as { level?: string }).level === 'client-authentication') return false;
    throw error;
  }
}

/** What a command printed over SSH, and its exit code. */
export interface RemoteResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Logs in and runs one command, with `input` as its standard input. */
export async function runOverSsh(
  port: number,
  credentials: Credentials,
  command: string,
  input = '',
): Promise<RemoteResult> {
  const client = await connect(port, credentials);
  try {
    const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) => {
      client.exec(command, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    const text = { stdout: '', stderr: '' };
    channel.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
    channel.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
    channel.end(input);
    const [exitCode] = (await once(channel, 'close')) as [number];
    return { exitCode, ...text };
  } finally {
    client.end();
  }
}

/** A client that is logged in. */
export async function connect(port: number, credentials: Credentials): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  const ready = once(client, 'ready');
  client.connect({ host: '127.0.0.1', port, username: 'root', ...credentials });
  await ready;
  client.on('error', () => {});
  return client;
}
