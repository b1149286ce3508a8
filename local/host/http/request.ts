import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { HostError } from '../errors.ts';

/** A received request, read to its end. */
export type HostRequest = {
  readonly requestId: string;
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly rawPath: string;
  /** Query as sent, without the question mark. */
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
};

/** What goes back. `body` is sent as it is. */
export type HostResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
};

/** Payload of a synchronous invocation, bytes. Source: Function Compute, limits: 32 MB. */
export const MAX_SYNC_PAYLOAD_BYTES = 32 * 1024 * 1024;

/** Payload of an asynchronous invocation, bytes. Source: Function Compute, limits: 128 KB. */
export const MAX_ASYNC_PAYLOAD_BYTES = 128 * 1024;

/** Reads a request. @throws HostError 400 `EntityTooLarge` beyond 32 MB. */
export async function readRequest(incoming: IncomingMessage, requestId: string): Promise<HostRequest> {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  return {
    requestId,
    method: incoming.method ?? 'GET',
    rawPath: mark < 0 ? target : target.slice(0, mark),
    rawQuery: mark < 0 ? '' : target.slice(mark + 1),
    headers: incoming.headers,
    body: await readBody(incoming),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_SYNC_PAYLOAD_BYTES) throw entityTooLarge(MAX_SYNC_PAYLOAD_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Source: Function Compute, error codes: 400 EntityTooLarge. */
export function entityTooLarge(limitBytes: number): HostError {
  return new HostError(400, 'EntityTooLarge', `payload size exceeds maximum allowed size (${limitBytes} bytes)`);
}
