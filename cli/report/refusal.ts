import { printable } from './columns.ts';

type Refusal = { code?: string; message?: string; details?: { path: string; expected: string }[] };
type PlatformRefusal = { Code?: string; Message?: string };

/**
 * A refused request for people: the code, the message, and every problem found with its place in the request.
 * Reads the functions' own errors and the platform's (`Code`, `Message`).
 */
export function renderRefusal(status: number, body: unknown): string {
  const { code, message, details = [], Code, Message } = (body ?? {}) as Refusal & PlatformRefusal;
  const title = `keyfleet: refused, ${code ?? Code ?? `HTTP ${status}`}`;
  const lines =
    details.length > 0
      ? [title, ...details.map(({ path, expected }) => `  ${path || 'request'}: expected ${expected}`)]
      : [`${title}: ${message ?? Message ?? 'no reason given'}`];
  return lines.map((line) => `${line.startsWith(' ') ? '  ' : ''}${printable(line)}\n`).join('');
}
