import type { IncomingMessage } from 'node:http';
import { HostError } from '../errors.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses what a web page could send: a request with an `Origin`, or whose `Host` is not this machine
 * (a name made to resolve to 127.0.0.1).
 * @throws HostError 403 `Forbidden`.
 */
export function requireLoopbackClient({ headers }: IncomingMessage): void {
  if (headers.origin !== undefined) throw new HostError(403, 'Forbidden', 'requests of web pages are refused');
  const host = (headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (!LOOPBACK.has(host)) throw new HostError(403, 'Forbidden', 'the Host header must name the loopback interface');
}
