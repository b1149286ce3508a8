import fc from 'fast-check';
import { httpEvent } from '../../functions/http-event.ts';
import { sample, sampleNames } from '../../shared/triggers/samples.ts';

const ecs = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1', 'i-2'] };
const ens = { product: 'ens', keyPairName: 'ops', instanceIds: ['e-1'] };
const swas = { product: 'swas', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['s-1'] };

/** What a caller may ask of `attach` and `detach`. */
const requests: readonly object[] = [
  ecs,
  { ...ecs, dryRun: true },
  { targets: [ecs, ens, swas], maxUnavailable: '10%', ifAttached: 'skip' },
  { targets: [ens, swas], clientToken: 'token', maxFailures: 1 },
  { ...ens, allowLockOut: true, allowUnverified: true },
];

/** Everything that any trigger delivers: each function gets all of it. */
const events: readonly object[] = [
  ...requests,
  ...requests.map((request) => httpEvent(JSON.stringify(request))),
  { ...httpEvent(Buffer.from(JSON.stringify(ecs)).toString('base64')), isBase64Encoded: true },
  ...sampleNames.map(sample),
  { action: 'reconcile' },
  { action: 'plan' },
  { action: 'instances', product: 'ecs', only: 'drifted', pageSize: 10 },
  { action: 'status' },
  { action: 'now', keyPair: 'ops', dryRun: true },
  { action: 'rollback', keyPair: 'ops', generation: 'ops-20260101T000000Z' },
  { action: 'record', keyPair: 'ops' },
  { triggerTime: '2026-01-01T00:00:00Z', triggerName: 'reconcile', payload: '' },
];

type Json = Record<string, unknown>;
const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
const junk = [
  null,
  true,
  -1,
  1e308,
  '',
  '{',
  '[]',
  deep,
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '\u0000',
  '\ud800',
  {},
];
const anyValue = fc.oneof(fc.constantFrom(...junk), fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...requests));
const keys = [
  '__proto__',
  'constructor',
  'toString',
  'dryRun',
  'targets',
  'instanceIds',
  'body',
  'headers',
  'requestContext',
  'data',
  'x',
];

/** Every place in a value at which something can be put in its stead. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replace(value: unknown, [key, ...rest]: readonly string[], change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Json;
  copy[key] = replace(copy[key], rest, change);
  return copy;
}

const inPlace = fc.oneof(
  anyValue.map((put) => () => put),
  anyValue.map((put) => (old: unknown) => [old, put]),
  fc
    .constantFrom(...keys)
    .chain((key) => anyValue.map((put) => (old: unknown) => ({ ...(old as object), [key]: put }))),
  fc.string({ maxLength: 4 }).map((piece) => (old: unknown) => (typeof old === 'string' ? old + piece : undefined)),
);

const mutatedValue = fc
  .tuple(fc.constantFrom(...events), fc.array(fc.tuple(fc.nat(), inPlace), { maxLength: 3 }))
  .map(([event, changes]) =>
    changes.reduce<unknown>((current, [which, change]) => {
      const places = placesIn(current);
      return replace(current, places[which % places.length] ?? [], change);
    }, event),
  );

const mutatedBytes = fc
  .tuple(
    fc.constantFrom(...events),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.uint8Array({ maxLength: 4 }),
    fc.nat(4),
  )
  .map(([event, where, piece, count]) => {
    const bytes = Buffer.from(JSON.stringify(event));
    const index = Math.floor(where * bytes.length);
    return Buffer.concat([bytes.subarray(0, index), Buffer.from(piece), bytes.subarray(index + count)]);
  });

/** The bytes of an event that was right before something was done to it; a failure shows them as text. */
export const mutatedEvent: fc.Arbitrary<Buffer> = fc
  .oneof(
    { weight: 3, arbitrary: mutatedValue.map((value) => Buffer.from(JSON.stringify(value) ?? '')) },
    { weight: 1, arbitrary: mutatedBytes },
  )
  .map((bytes) => Object.assign(bytes, { [fc.toStringMethod]: () => bytes.toString() }));
