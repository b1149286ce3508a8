import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** One TCP connection, written to and read from byte by byte. */
export interface RawConnection {
  write(...parts: (string | Buffer)[]): void;
  /** Ends the side that is written to. */
  end(): void;
  /** Resets the connection. */
  reset(): void;
  /** All that has come by the time it matches, at the latest when the other side closes. */
  until(pattern: RegExp): Promise<string>;
  /** All that came until the other side closed. */
  closed(): Promise<string>;
}

export function openConnection(url: string): RawConnection {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let text = '';
  let isClosed = false;
  let look = () => {};
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    look();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
    look();
  });
  const until = (isEnough: () => boolean) =>
    new Promise<string>((resolve) => {
      look = () => (isEnough() || isClosed) && resolve(text);
      look();
    });
  return {
    write: (...parts) => {
      for (const part of parts) socket.write(part);
    },
    end: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
    until: (pattern) => until(() => pattern.test(text)),
    closed: () => until(() => false),
  };
}

/** The text of a request; lines are ended as HTTP wants it. */
export function requestText(
  { method = 'GET', target, headers = {} }: { method?: string; target: string; headers?: Record<string, string> },
  body = '',
): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
