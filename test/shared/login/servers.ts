import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import ssh2, { type AuthContext, type ServerChannel } from 'ssh2';
import { createKey } from './keys.ts';

interface Behaviour {
  /** Private host keys. */
  readonly hostKeys?: readonly string[];
  readonly authenticate?: (context: AuthContext) => void;
  /** What a command brings; ends with exit code 0 by default. */
  readonly exec?: (channel: ServerChannel) => void;
}

/** An sshd that behaves as told: by default it takes every key and runs every command. */
export function startSshd({ hostKeys, authenticate = (context) => context.accept(), exec = exit(0) }: Behaviour) {
  const keys = hostKeys ?? [createKey("ed25519 as OpenSSH's").privateKey];
  const server = new ssh2.Server({ hostKeys: [...keys] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', authenticate);
    client.on('session', (accept) => accept().on('exec', (acceptExec) => exec(acceptExec())));
  });
  return listen(createServer((socket) => server.injectSocket(socket)));
}

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
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
