import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** A request exactly as given, `target` unparsed. */
export interface Sent {
  method?: string;
  target?: string;
  headers?: Record<string, string>;
  /** Default: a connection of its own. */
  agent?: Agent;
}

/** An answer. `code` is the error's, whichever format it is in. */
export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  code: string | undefined;
  json(): Record<string, unknown>;
}

/** One HTTP exchange, without any client library in between. */
export function exchange(
  url: string,
  { method = 'POST', target = '/', headers = {}, agent }: Sent = {},
  body?: string | Buffer,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, path: target, headers, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          code: /"Code":"([^"]+)"|<Code>([^<]+)<\/Code>/.exec(text)?.slice(1).find(Boolean),
          json: () => JSON.parse(text) as Record<string, unknown>,
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
