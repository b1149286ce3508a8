import { printable } from './columns.ts';

/** An error's body: of our functions, of the platform (`Code`, `Message`), or of a failed invocation. */
function readBody(body: unknown) {
  const { code, message, details, Code, Message, errorMessage } = (body ?? {}) as Record<string, unknown>;
  const problems = (Array.isArray(details) ? details : []).map((one: unknown) => {
    const { path, expected } = (one ?? {}) as Record<string, unknown>;
    return printable(`${textOf(path) || 'request'}: expected ${textOf(expected) ?? 'something else'}`);
  });
  return {
    code: textOf(code) ?? textOf(Code),
    message: textOf(message) ?? textOf(Message),
    errorMessage: textOf(errorMessage),
    problems,
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** A refused request for people: the code, and every problem found with its place in the request, or the message. */
export function renderRefusal(status: number, body: unknown): string {
  const { code, message, problems } = readBody(body);
  const title = `keyfleet: refused, ${printable(code ?? `HTTP ${status}`)}`;
  if (problems.length === 0) return `${title}: ${printable(message ?? 'no reason given')}\n`;
  const more = /; (and \d+ more)$/.exec(message ?? '')?.[1];
  return [title, ...[...problems, ...(more ? [more] : [])].map((line) => `  ${line}`)]
    .map((line) => `${line}\n`)
    .join('');
}

/** What a failed call says of itself, after a colon; empty when it says nothing. */
export function renderReason(body: unknown): string {
  const { code, message, errorMessage } = readBody(body);
  const parts = [code, message ?? errorMessage].filter((part) => part !== undefined);
  return parts.map((part) => `: ${printable(part)}`).join('');
}
