import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it went over the wire. */
export interface Exchange {
  method: string;
  /** Which signature it carried. */
  signature: 'ACS3-HMAC-SHA256' | 'RPC V1' | 'FC';
  action: string;
  /** Where its business parameters travelled. */
  parametersIn: 'query' | 'form';
  status: number;
  /** The raw JSON of the answer, which no client has cast. */
  raw: Record<string, unknown>;
}

/** Stands between a client and the cloud, hands every byte on, and keeps what was said. */
export interface Recorder {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly exchanges: Exchange[];
  /** The raw answer to the last call of an action. */
  rawOf(action: string): Exchange['raw'];
  close(): Promise<void>;
}

export async function startRecorder(cloudUrl: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    void pass(cloudUrl, incoming, outgoing).then((exchange) => exchanges.push(exchange));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    rawOf: (action) => exchanges.findLast((exchange) => exchange.action === action)?.raw ?? {},
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function pass(cloudUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Exchange> {
  const body = await read(incoming);
  const { method = '', url = '', rawHeaders } = incoming;
  const onward = request(cloudUrl, { method, path: url, headers: rawHeaders });
  onward.end(body);
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const text = await read(answer);
  const exchange = describe(incoming, body.toString(), answer.statusCode ?? 0, text.toString());
  outgoing.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
  outgoing.end(text);
  return exchange;
}

async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function describe({ method = '', url = '', headers }: IncomingMessage, form: string, status: number, text: string) {
  const sent = new URLSearchParams(`${url.split('?')[1] ?? ''}&${form}`);
  const scheme = headers.authorization?.split(' ')[0];
  return {
    method,
    signature: scheme === 'ACS3-HMAC-SHA256' || scheme === 'FC' ? scheme : 'RPC V1',
    action: String(headers['x-acs-action'] ?? sent.get('Action') ?? ''),
    parametersIn: form === '' ? 'query' : 'form',
    status,
    raw: JSON.parse(text) as Exchange['raw'],
  } satisfies Exchange;
}
