import type { Readable } from 'node:stream';
import { format } from 'node:util';
import type { Witness } from '../witness.ts';
import { around } from './around.ts';

/** Sees what this process prints. */
export function watchOutput({ see }: Witness): void {
  for (const name of ['stdout', 'stderr'] as const) {
    around(process[name], 'write', (write, [chunk]) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) see(name, chunk);
      return write();
    });
  }
}

/** A console whose methods are seen also where a test has put others in their place. */
export function watchedConsole({ see }: Witness, original: Console): Console {
  const watched = (method: (...values: unknown[]) => unknown) =>
    new Proxy(method, {
      apply: (target, self, values) => {
        see('log', format(...values));
        return Reflect.apply(target, self, values);
      },
    });
  return new Proxy(original, {
    get: (target, name, self) => {
      const value: unknown = Reflect.get(target, name, self);
      return typeof value === 'function' && /^(log|info|warn|error|debug)$/.test(String(name))
        ? watched(value as (...values: unknown[]) => unknown)
        : value;
    },
  });
}

/** As long as what tells a PEM, so that one in two chunks is seen. */
const KEPT = 200;

/** Sees what arrives in a stream, without making it flow. */
export function watchStream({ see }: Witness, place: string, stream: Readable): void {
  let last = '';
  around(stream, 'push', (push, [chunk]) => {
    if (chunk instanceof Uint8Array) {
      const text = last + Buffer.from(chunk).toString('latin1');
      see(place, text);
      last = text.slice(-KEPT);
    }
    return push();
  });
}
