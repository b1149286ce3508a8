import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import ssh2, { type Algorithms, type AuthContext, type ServerChannel } from 'ssh2';
import { onTestFinished } from 'vitest';
import { createKey } from './keys.ts';

/** How a server behaves to a test that started it; it closes when the test ends. */
export interface Behaviour {
  /** Private host keys. */
  readonly hostKeys?: readonly string[];
  readonly authenticate?: (context: AuthContext) => void;
  /** What a command brings; by default it is obeyed where it is an `echo`, and ends with exit code 0. */
  readonly exec?: (channel: ServerChannel, command: string) => void;
  readonly algorithms?: Algorithms;
}

/** An sshd that behaves as told: by default it takes every key and runs every command. */
export function startSshd({ hostKeys, algorithms, authenticate = accept, exec = echo }: Behaviour) {
  const keys = hostKeys ?? [createKey("ed25519 as OpenSSH's").privateKey];
  const server = new ssh2.Server({ hostKeys: [...keys], ...(algorithms && { algorithms }) }, (client) => {
    client.on('error', () => {});
    client.on('authentication', authenticate);
    client.on('session', (open) =>
      open().on('exec', (acceptExec, _reject, { command }) => exec(acceptExec(), command)),
    );
  });
  return listen(createServer((socket) => server.injectSocket(socket)));
}

const accept = (context: AuthContext) => context.accept();

const echo = (channel: ServerChannel, command: string) => {
  channel.write(`${command.replace(/^echo /, '')}\n`);
  exit(0)(channel);
};

export const exit = (code: number) => (channel: ServerChannel) => {
  channel.exit(code);
  channel.end();
};

/** A server that does this with each connection, such as nothing at all. */
export const startPlain = (greet: (socket: Socket) => void) => listen(createServer(greet));

async function listen(server: Server) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port };
}
