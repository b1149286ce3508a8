import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one action in its own way; `send` is a plain JSON answer. */
export type Answerer = (response: ServerResponse, request: IncomingMessage) => void;

export const json =
  (statusCode: number, body: unknown, headers: Record<string, string> = {}): Answerer =>
  (response) =>
    response.writeHead(statusCode, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

export const text =
  (statusCode: number, contentType: string, body: string): Answerer =>
  (response) =>
    response.writeHead(statusCode, { 'content-type': contentType }).end(body);

export const reset: Answerer = (_response, request) => request.socket.destroy();

/** A server for answers that no well-behaved cloud gives: each action has a list, the last one is repeated. */
export async function startAnsweringServer(answers: Record<string, Answerer[]>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const action = String(request.headers['x-acs-action']);
    const count = asked.filter((one) => one === action).length;
    asked.push(action);
    const list = answers[action] ?? [];
    const answer =
      list[Math.min(count, list.length - 1)] ?? json(404, { Code: 'InvalidApi.NotFound', Message: 'none' });
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
