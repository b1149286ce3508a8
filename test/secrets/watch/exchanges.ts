import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Witness } from '../witness.ts';
import { around } from './around.ts';
import { keysIn } from './keys.ts';

/** The only calls that may carry a private key, and in which direction; in their bodies, never in a request line. Source: KMS 2016-01-20; CreateKeyPair of ECS, ENS and SWAS. */
const CARRIERS = {
  request: /^(CreateSecret|PutSecretValue)$/,
  answer: /^(GetSecretValue|CreateKeyPair)$/,
};

/** Sees every request to a server of this process, its answer, and what a local cloud kept of those that carried keys. */
export function watchExchanges(witness: Witness): void {
  const holders = new WeakSet<object>();
  around(Server.prototype, 'emit', (emit, args, server) => {
    const [event, incoming, outgoing] = args as [string, IncomingMessage, ServerResponse];
    if (event === 'request') watchExchange(witness, incoming, outgoing, () => holders.add(server as Server));
    return emit();
  });
  around(Server.prototype, 'close', (close, _args, server) => {
    if (holders.delete(server as Server)) askForRecords(server as Server);
    return close();
  });
}

function watchExchange(
  { see, learn }: Witness,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onKey: () => void,
): void {
  const { method, url = '' } = incoming;
  const target = `${method} ${/^\/[\w/.-]{0,40}/.exec(url)?.[0] ?? ''}`;
  let body = '';
  const meet = (direction: keyof typeof CARRIERS, text: string) => {
    const action = actionOf(incoming, body);
    if (!CARRIERS[direction].test(action)) return see(`${direction} of ${target} ${action}`.trim(), text);
    for (const key of keysIn(text)) {
      learn(key);
      onKey();
    }
  };
  const meetRequest = () => {
    const action = actionOf(incoming, body);
    const mayCarry = CARRIERS.request.test(action);
    if (mayCarry) see(`request line of ${target} ${action}`.trim(), url);
    meet('request', mayCarry ? body : `${url}\n${body}`);
  };
  around(incoming, 'push', (push, [chunk]) => {
    if (chunk instanceof Buffer) body += chunk.toString('latin1');
    else meetRequest();
    return push();
  });
  let answer = '';
  for (const name of ['write', 'end']) {
    around(outgoing, name, (send, [chunk]) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) answer += textOf(chunk);
      if (name === 'end') meet('answer', answer);
      return send();
    });
  }
}

const textOf = (chunk: string | Uint8Array) =>
  typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');

/** In a header, as signature version 3 has it, or among the parameters. */
function actionOf({ headers, url = '' }: IncomingMessage, body: string): string {
  const header = headers['x-acs-action'];
  return typeof header === 'string' ? header : (/(?:[?&]|^)Action=(\w+)/m.exec(`${url}\n${body}`)?.[1] ?? '');
}

/** Has a local cloud show its records as it would to anyone. Without a connection: the answer must not keep `close` waiting. */
function askForRecords(server: Server): void {
  for (const url of ['/_local/calls', '/_local/events', '/_local/faults']) {
    const request = new IncomingMessage(new Socket());
    Object.assign(request, { method: 'GET', url, headers: { host: 'localhost' }, complete: true });
    server.emit('request', request, new ServerResponse(request));
    request.push(null);
  }
}
