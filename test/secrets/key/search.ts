import type { KnownKeys } from './known-keys.ts';
import { SHORTEST_RUN } from './pieces.ts';

/** What of a private key a text has: a whole one by its form, or a piece of one that is known. */
export type Trace = 'a PEM' | 'a piece';

/**
 * A PEM with at least the better part of a line, its line ends as they are, as JSON or `util.inspect` has them. Except
 * for the one that ssh2 1.17.0 carries in its source to try out ed25519, which is in every bundle that logs in.
 */
const PEM =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:\\+[nr]|[\s'"`+])*(?!MC4CAQAwBQYDK2VwBCIEIHKj)[A-Za-z0-9+/]{40}/;
const ENCODED = /%(?:2[0BF]|0[AD])/i;
/** As long as what must be read again: the Base64 of a piece of a PEM. */
const NESTED = 64;

/**
 * Searches a text for key material: by form, which needs to know no key, and by what is known of keys, which needs no
 * form. Sees through line ends, JSON, percent encoding and Base64, as deep as they are nested, within reason.
 */
export function search(text: string, keys: KnownKeys, depth = 3): Trace | null {
  if (text.includes('PRIVATE KEY-----') && PEM.test(text)) return 'a PEM';
  if (depth > 0 && ENCODED.test(text)) {
    const trace = search(decodePercent(text), keys, depth - 1);
    if (trace) return trace;
  }
  for (const run of runsOf(text)) {
    if (keys.isIn(run)) return 'a piece';
    if (depth === 0 || run.length < NESTED) continue;
    const trace = search(Buffer.from(run, 'base64').toString('latin1'), keys, depth - 1);
    if (trace) return trace;
  }
  return null;
}

/** Byte by byte, because a text may be cut in the middle of a character. */
function decodePercent(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const BASE64 = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
  BASE64[character.charCodeAt(0)] = 1;
}
const [LINE_FEED, RETURN, BACKSLASH, N, R] = [10, 13, 92, 110, 114];

/** Runs of Base64 characters that may hold a piece, put together again where lines end. */
function* runsOf(text: string): Generator<string> {
  let start = 0;
  let length = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if (BASE64[code] === 1) length += 1;
    else if (code === BACKSLASH) {
      const next = text.charCodeAt(at + 1);
      if (next === N || next === R) at += 1;
    } else if (code !== LINE_FEED && code !== RETURN) {
      if (length >= SHORTEST_RUN) yield text.slice(start, at).replaceAll(/\\+[nr]?|[\r\n]/g, '');
      start = at + 1;
      length = 0;
    }
  }
}
