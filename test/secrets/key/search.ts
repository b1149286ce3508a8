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
/** As long as what must be read again: the Base64 of a piece of a PEM. */
const NESTED = 64;

/**
 * Searches a text for key material: by form, which finds also a key that some other program made, and by what is known
 * of keys, which finds also a line of one, or its numbers in another form. Sees through line ends, JSON, percent
 * encoding and Base64, three deep. Does not find fewer characters than {@link SHORTEST_RUN}, or raw bytes.
 */
export function search(text: string, keys: KnownKeys, depth = 3): Trace | null {
  if (text.includes('PRIVATE KEY-----') && PEM.test(text)) return 'a PEM';
  if (depth > 0 && text.includes('%')) {
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

/** Byte by byte where a text is cut in the middle of a character. */
function decodePercent(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replaceAll(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

/** Base64 characters, and what stands between two lines of them: line ends as they are, or with backslashes. */
const IS_IN_RUN = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\n\r\\') {
  IS_IN_RUN[character.charCodeAt(0)] = 1;
}

/**
 * Runs of Base64 characters that may hold a piece, put together again where lines end. Looks only at one character in
 * as many as the shortest run has: whatever is longer has one of them.
 */
function* runsOf(text: string): Generator<string> {
  for (let at = SHORTEST_RUN - 1; at < text.length; at += SHORTEST_RUN) {
    if (IS_IN_RUN[text.charCodeAt(at)] !== 1) continue;
    let start = at;
    while (start > 0 && IS_IN_RUN[text.charCodeAt(start - 1)] === 1) start -= 1;
    while (at < text.length && IS_IN_RUN[text.charCodeAt(at)] === 1) at += 1;
    if (at - start >= SHORTEST_RUN) yield text.slice(start, at).replaceAll(/\\+[nr]?|[\r\n]/g, '');
  }
}
