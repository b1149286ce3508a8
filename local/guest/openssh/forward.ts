import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { kill } from '../process/kill.ts';
import type { Service } from '../ssh/guest-port.ts';

/** Hands connections on to the sshd that runs in a guest; one that finds none there ends. */
export function forwardTo(connect: () => Promise<ChildProcess>): Service {
  return {
    serve: (socket) => {
      socket.on('error', () => {});
      connect().then(
        (relay) => join(socket, relay),
        () => socket.destroy(),
      );
    },
    dismiss: () => {},
  };
}

function join(socket: Socket, relay: ChildProcess): void {
  if (socket.destroyed || !relay.stdin || !relay.stdout) {
    kill(relay);
    return;
  }
  socket.on('close', () => kill(relay));
  relay.on('error', () => socket.destroy());
  relay.stdin.on('error', () => {});
  socket.pipe(relay.stdin);
  relay.stdout.pipe(socket);
}
