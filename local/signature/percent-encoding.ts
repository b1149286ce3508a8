import { unescape } from 'node:querystring';

const leftRaw = /[!'()*]/g;
const toPercent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** RFC 3986 encoding as both Alibaba Cloud signatures want it: `~` stays, `! ' ( ) *` and space do not. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(leftRaw, toPercent);
}

/** Undoes form encoding: `+` and `%20` are both spaces; a malformed percent sequence never throws. */
export function decodeForm(text: string): string {
  return text.includes('%') || text.includes('+') ? unescape(text.replaceAll('+', ' ')) : text;
}

/** Name and value pairs of a query string or form body, decoded, in the order sent. */
export function decodePairs(encoded: string): [name: string, value: string][] {
  const parts = encoded.split('&').filter((part) => part !== '');
  return parts.map((part) => {
    const equals = part.indexOf('=');
    return equals < 0
      ? [decodeForm(part), '']
      : [decodeForm(part.slice(0, equals)), decodeForm(part.slice(equals + 1))];
  });
}
