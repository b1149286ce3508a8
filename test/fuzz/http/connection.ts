import { connect, type Socket } from 'node:net';
import { PATIENCE_MS } from '../../time-limits.ts';

/** What came back: nothing when the server closed the connection without a word. */
export interface Reply {
  statuses: number[];
  /** Heads and bodies, as they came. */
  text: string;
}

/**
 * Sends requests to a server one after another, over one connection as long as it lasts. A request whose end may not be
 * where it should be gets a connection of its own, which is ended behind it, so that the server cannot wait for more.
 */
export function createSender(url: string) {
  const { hostname, port } = new URL(url);
  let kept: Socket | undefined;
  const open = () => connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
  const close = () => {
    kept?.destroy();
    kept = undefined;
  };
  return {
    close,
    send: async (bytes: Buffer, breaksFraming: boolean): Promise<Reply> => {
      if (breaksFraming) return converse(open(), bytes, true);
      if (!kept || kept.destroyed || kept.readableEnded) kept = open();
      const isHead = bytes.toString('latin1', 0, 5) === 'HEAD ';
      const reply = await converse(kept, bytes, false, isHead);
      if (/\r\nconnection: close/i.test(reply.text) || reply.statuses.length !== 1) close();
      return reply;
    },
  };
}

function converse(socket: Socket, bytes: Buffer, isLast: boolean, isHead = false): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!isLast && isWhole(text, isHead)) finish();
    };
    const finish = () => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', finish).off('end', finish);
      if (isLast) socket.destroy();
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
      resolve({ statuses, text });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer within ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);
    socket.on('data', onData).on('close', finish).on('end', finish);
    if (socket.listenerCount('error') === 0) socket.on('error', () => {});
    if (isLast) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** Whether an answer has come to its end, as its length says. */
function isWhole(text: string, isHead: boolean): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = isHead ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= end + 4 + length;
}
