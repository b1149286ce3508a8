import { printable } from './columns.ts';

/** An error's body: of our functions, of the platform (`Code`, `Message`), or of a failed invocation. */
type ErrorBody = {
  code?: string;
  message?: string;
  details?: { path: string; expected: string }[];
  Code?: string;
  Message?: string;
  errorMessage?: string;
};

/** A refused request for people: the code, and every problem found with its place in the request, or the message. */
export function renderRefusal(status: number, body: unknown): string {
  const { code, message, details = [], Code, Message } = (body ?? {}) as ErrorBody;
  const title = `keyfleet: refused, ${printable(code ?? Code ?? `HTTP ${status}`)}`;
  if (details.length === 0) return `${title}: ${printable(message ?? Message ?? 'no reason given')}\n`;
  const lines = details.map(({ path, expected }) => printable(`${path || 'request'}: expected ${expected}`));
  return [title, ...lines.map((line) => `  ${line}`)].map((line) => `${line}\n`).join('');
}

/** What a failed call says of itself, after a colon; empty when it says nothing. */
export function renderReason(body: unknown): string {
  const { code, message, Code, Message, errorMessage } = (body ?? {}) as ErrorBody;
  const parts = [code ?? Code, message ?? Message ?? errorMessage].filter((part) => part !== undefined);
  return parts.map((part) => `: ${printable(part)}`).join('');
}
