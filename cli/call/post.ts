import http from 'node:http';
import https from 'node:https';

/** What came back. */
export type Answer = { readonly status: number; readonly body: string };

/** There is no answer to tell from: nothing listened, the connection broke, or it took too long. */
export class NoAnswerError extends Error {
  constructor(
    message: string,
    /** False when the request certainly did not arrive. */
    readonly mayHaveArrived: boolean,
  ) {
    super(message);
  }
}

/**
 * Sends one POST and reads the answer to its end.
 * @param timeoutMs how long the connection may be silent
 * @throws NoAnswerError with a reason that names neither headers nor body
 */
export function post(url: URL, headers: Record<string, string>, body: string, timeoutMs: number): Promise<Answer> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, timeout: timeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => reject(toNoAnswer(error)));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`silent for ${timeoutMs / 1000} s`)));
    sent.on('error', (error) => reject(toNoAnswer(error)));
    sent.end(body);
  });
}

function toNoAnswer({ code, message }: Error & { code?: string }): NoAnswerError {
  if (code === 'ECONNREFUSED') return new NoAnswerError('nothing listens there', false);
  if (code === 'ENOTFOUND') return new NoAnswerError('there is no such host', false);
  return new NoAnswerError(code ?? message, true);
}
