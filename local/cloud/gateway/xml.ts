import type { AnswerBody } from '../action/action.ts';

/**
 * Writes fields as XML: `<root><Name>value</Name>…</root>`. A list repeats its element, so that an empty one is not
 * there; null is left out, as clients expect it. No indentation.
 * Source: ECS 2014-05-26 "Responses"; how lists repeat, from its operations' XML samples.
 */
export function toXml(root: string, fields: AnswerBody): string {
  return `<?xml version='1.0' encoding='UTF-8'?>${element(root, fields)}`;
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  const tag = name.replaceAll(notInNames, '_').replace(notAtTheStart, '_$&');
  return `<${tag}>${content(value)}</${tag}>`;
}

function content(value: unknown): string {
  if (typeof value !== 'object' || value === null) return escape(String(value));
  return Object.entries(value)
    .map(([name, field]) => element(name, field))
    .join('');
}

/** XML cannot hold most control characters, not even escaped; readers would take a bare carriage return for a newline. */
function escape(text: string): string {
  return text.replaceAll(notInText, '\u{FFFD}').replaceAll(special, (character) => escapes[character] ?? character);
}

const notInNames = /[^\w.-]/g;
const notAtTheStart = /^[^A-Za-z_]/;
const notInText = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const special = /[&<>\r]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
