import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignedRequest } from '../../signature/acs3.ts';
import { decodePairs } from '../../signature/percent-encoding.ts';
import { answerControl } from '../control/index.ts';
import type { State } from '../state.ts';
import type { Answer } from './answer.ts';
import { answerCall, refuseRequest } from './answer-call.ts';
import { gatewayRefusals } from './refusals.ts';

const callBodyLimit = 1024 * 1024;
const controlBodyLimit = 8 * 1024 * 1024;
const options = {
  /** A request line carries all parameters, KMS secrets of 30 KiB percent-encoded and Base64 scripts among them. */
  maxHeaderSize: 256 * 1024,
  /** Longer than clients keep idle sockets, so that none is closed under a request. */
  keepAliveTimeout: 60_000,
};

/** The local cloud's HTTP face: API calls on `/`, control under `/_local/`. */
export function createCloudServer(state: State): Server {
  return createServer(options, (incoming, outgoing) => {
    answer(state, incoming).then(
      (ready) => deliver(incoming, outgoing, ready),
      () => incoming.destroy(),
    );
  });
}

async function answer(state: State, incoming: IncomingMessage): Promise<Answer> {
  const target = readTarget(incoming.url ?? '/');
  const isControl = target.path.startsWith('/_local/');
  const body = await readBody(incoming, isControl ? controlBodyLimit : callBodyLimit);
  const { method = 'GET', headers } = incoming;
  if (isControl) return answerControl(state, { method, path: target.path, headers, body });
  const request: SignedRequest = { method, headers, ...target, body: body ?? Buffer.alloc(0) };
  const ready = body ? await answerCall(state, request) : refuseRequest(state, request, gatewayRefusals.bodyTooLarge);
  if (ready.delayMs) await wait(ready.delayMs, undefined, { ref: false });
  return ready;
}

/** Takes a request target apart by hand: `new URL('//?a=1', base)` throws, and clients do send that. */
function readTarget(target: string): Pick<SignedRequest, 'path' | 'query'> {
  const mark = target.indexOf('?');
  if (mark < 0) return { path: target, query: [] };
  return { path: target.slice(0, mark), query: decodePairs(target.slice(mark + 1)) };
}

/** The whole body, or undefined as soon as it is larger than `limit` bytes; what still comes is dropped. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
  });
}

/** An answer that is withheld leaves the connection open until the caller or the cloud closes it. */
function deliver(incoming: IncomingMessage, outgoing: ServerResponse, ready: Answer): void {
  if (ready.delivery === 'reset') incoming.socket.resetAndDestroy();
  else if (ready.delivery === undefined) send(outgoing, ready);
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  outgoing.end(body);
}
