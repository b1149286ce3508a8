import { connect as connectSocket, type Socket } from 'node:net';

/** A connection, or why there is none. */
export function connect(host: string, port: number, timeoutMs: number): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host, port, noDelay: true });
    const giveUp = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(why);
    };
    const timer = setTimeout(() => giveUp(`no connection within ${timeoutMs} ms`), timeoutMs);
    const onError = ({ code }: NodeJS.ErrnoException) => giveUp(`no connection (${code ?? 'unknown error'})`);
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
