import fc from 'fast-check';
import { type HttpRequest, mapHeader } from './request.ts';

/** One change to a request. Those with `bytes` are done to the text of the whole request, when it is written. */
export interface Mutation {
  what: string;
  change?(request: HttpRequest): HttpRequest;
  bytes?(text: Buffer): Buffer;
  /** Where the request ends is no longer what it was: the connection is of no use afterwards. */
  breaksFraming: boolean;
}

const junk = ['', '%', '%zz', '%00', '%FF%FE', '+', '&', '=', '\t', '\u00e9', '[]', '{"a":1}', '../', 'x'.repeat(5000)];
const text = fc.oneof(fc.constantFrom(...junk), fc.string({ maxLength: 12 }));
const printable = text.map((one) => one.replace(/[\r\n\0]/g, '.'));
const isFraming = (name: string) => /^(content-length|transfer-encoding|connection|expect|upgrade)$/i.test(name);

const methods = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'get', 'POSTT', ''];
const paths = [
  '/',
  '//',
  '/other',
  '/_local/calls',
  '/_local/settings',
  '/_local/timers/%',
  '/_local/instances/%zz',
  '*',
  '',
  '/%2F',
  '/..',
  'http://x/',
  '/?',
  '/#',
];
const names = [
  'host',
  'authorization',
  'content-type',
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
  'upgrade',
  'origin',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-security-token',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
  'x-acs-x',
  'x-fc-security-token',
  'x-fc-invocation-type',
  'content-md5',
  'date',
  '__proto__',
  'constructor',
  'x',
];
const values = [
  '',
  'a',
  '0',
  '-1',
  '1e9',
  'chunked',
  'close',
  'upgrade',
  '100-continue',
  'application/x-www-form-urlencoded',
];

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Puts `piece` in the place of `count` characters, somewhere. */
function splice(from: string, where: number, count: number, piece: string): string {
  const index = Math.floor(where * (from.length + 1));
  return from.slice(0, index) + piece + from.slice(index + count);
}

const ofMethod = fc.constantFrom(...methods).map((method): Mutation => {
  return { what: `method ${method}`, change: (one) => ({ ...one, method }), breaksFraming: true };
});

const ofPath = fc.constantFrom(...paths).map((path): Mutation => {
  const change = (one: HttpRequest) => ({ ...one, target: path + one.target.replace(/^[^?]*/, '') });
  return { what: `path ${path}`, change, breaksFraming: path === '' };
});

const ofTarget = fc.tuple(at, fc.nat({ max: 3 }), printable).map(([where, count, piece]): Mutation => {
  const change = (one: HttpRequest) => ({ ...one, target: splice(one.target, where, count, piece) });
  return { what: `target ${JSON.stringify(piece)} at ${where}`, change, breaksFraming: /\s/.test(piece) };
});

const ofParameter = fc
  .tuple(at, fc.constantFrom('drop', 'twice', 'empty', 'rename', 'join', 'swap'))
  .map(([where, how]): Mutation => {
    const change = (one: HttpRequest) => ({ ...one, target: changeParameter(one.target, where, how) });
    return { what: `${how} parameter at ${where}`, change, breaksFraming: false };
  });

function changeParameter(target: string, where: number, how: string): string {
  const [path = '', query = ''] = target.split('?');
  const parts = query.split('&');
  const index = Math.floor(where * parts.length);
  const part = parts[index] ?? '';
  const changed: Record<string, string[]> = {
    drop: [],
    twice: [part, part],
    empty: [part.replace(/=.*/, '=')],
    rename: [`X${part}`],
    join: [`${part.replace('=', '%3D')}%26${parts[index + 1] ?? ''}`],
    swap: [parts[index + 1] ?? '', part],
  };
  const taken = how === 'join' || how === 'swap' ? 2 : 1;
  return `${path}?${parts.toSpliced(index, taken, ...(changed[how] ?? [])).join('&')}`;
}

const ofHeader = fc
  .tuple(fc.constantFrom(...names), fc.oneof(fc.constantFrom(...values), printable), fc.constantFrom('add', 'replace'))
  .map(([name, value, how]): Mutation => {
    const change = (one: HttpRequest) => {
      const kept = how === 'add' ? one.headers : one.headers.filter(([other]) => other !== name);
      return { ...one, headers: [...kept, [name, value] as const] };
    };
    return { what: `${how} header ${name}: ${value}`, change, breaksFraming: isFraming(name) };
  });

const withoutHeader = fc.constantFrom(...names).map((name): Mutation => {
  const change = (one: HttpRequest) => ({ ...one, headers: one.headers.filter(([other]) => other !== name) });
  return { what: `no header ${name}`, change, breaksFraming: true };
});

const ofHeaderValue = fc.tuple(at, at, fc.nat({ max: 2 }), printable).map(([which, where, count, piece]): Mutation => {
  const change = (one: HttpRequest) => {
    const [name = ''] = one.headers[Math.floor(which * one.headers.length)] ?? [];
    return mapHeader(one, name, (value) => splice(value, where, count, piece));
  };
  return { what: `header ${which} gets ${JSON.stringify(piece)} at ${where}`, change, breaksFraming: true };
});

const signedHeaders = ['host', 'constructor', '__proto__', 'toString', '', 'HOST', 'host;host', ';', 'x-acs-date'];
const ofAuthorization = fc
  .tuple(
    fc.constantFrom('Credential', 'SignedHeaders', 'Signature'),
    fc.oneof(fc.constantFrom(...signedHeaders), printable),
  )
  .map(([field, value]): Mutation => {
    const change = (one: HttpRequest) =>
      mapHeader(one, 'authorization', (old) => old.replace(new RegExp(`${field}=[^,]*`), () => `${field}=${value}`));
    return { what: `${field}=${value}`, change, breaksFraming: false };
  });

const ofBody = fc
  .oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('A=1&B', '%&=%', '{', '\0\0', 'Action=DeleteKeyPairs', 'x'.repeat(70_000)),
  )
  .chain((piece) => at.map((where) => ({ piece, where })))
  .map(({ piece, where }): Mutation => {
    const latin1 = Buffer.from(piece).toString('latin1');
    const change = (one: HttpRequest) => ({ ...one, body: splice(one.body, where, 1, latin1) });
    return { what: `body ${JSON.stringify(piece.slice(0, 40))}`, change, breaksFraming: false };
  });

const ofBytes = fc
  .tuple(at, fc.nat({ max: 3 }), fc.uint8Array({ maxLength: 4 }), fc.constantFrom('splice', 'cut'))
  .map(([where, count, piece, how]): Mutation => {
    const bytes = (whole: Buffer) => {
      const index = Math.floor(where * (whole.length + 1));
      const rest = how === 'cut' ? [] : [Buffer.from(piece), whole.subarray(index + count)];
      return Buffer.concat([whole.subarray(0, index), ...rest]);
    };
    return { what: `${how} bytes ${[...piece].join(' ')} at ${where}`, bytes, breaksFraming: true };
  });

/** Between one and four changes to any part of a request. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: ofMethod },
    { weight: 1, arbitrary: ofPath },
    { weight: 3, arbitrary: ofTarget },
    { weight: 3, arbitrary: ofParameter },
    { weight: 3, arbitrary: ofHeader },
    { weight: 1, arbitrary: withoutHeader },
    { weight: 3, arbitrary: ofHeaderValue },
    { weight: 3, arbitrary: ofAuthorization },
    { weight: 2, arbitrary: ofBody },
    { weight: 2, arbitrary: ofBytes },
  ),
  { minLength: 1, maxLength: 4 },
);
