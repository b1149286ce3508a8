import * as v from 'valibot';
import { matching, type Share, takeEffectFields } from '../../take-effect.ts';
import { duration } from './durations.ts';
import { knownFields } from './known-fields.ts';
import { instanceSelector, regionId } from './selector-schema.ts';

/** The rules of a request hold here too. */
const { takeEffect, fallback, user, maxFailures, verify, secret, address, trustFirstHostKey } = takeEffectFields;

const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `one of ${values.join(', ')}`);

const COUNT = 'a whole number of at least 1';
const count = v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(1, COUNT));

const share = v.custom<Share>(isShare, 'a whole number of at least 1, or a percentage such as 10%');

function isShare(value: unknown): boolean {
  if (typeof value === 'string') return /^(100|[1-9]\d?)%$/.test(value);
  return Number.isInteger(value) && Number(value) >= 1;
}

const NAME = 'a key pair name of 2 to 128 characters: a letter, then letters, digits, ":", "_", "-" or "."';
const name = matching(/^(?!https?:\/\/)\p{L}[\p{L}\d:_.-]{1,127}$/u, NAME);

const INSTANCES = 'a list of at least one selector';
const instances = v.pipe(v.array(instanceSelector, INSTANCES), v.minLength(1, INSTANCES));

const rotation = knownFields(
  {
    every: duration,
    grace: v.optional(duration, '24h'),
    recheck: v.optional(duration, '7d'),
    algorithm: v.optional(oneOf('rsa-2048', 'rsa-3072', 'rsa-4096', 'ecdsa-p256'), 'rsa-3072'),
    secret: secret.wrapped,
    create: v.optional(v.boolean('true or false'), false),
    verify: v.optional(oneOf('guest', 'files', 'login'), 'guest'),
    user: v.optional(user.wrapped),
    address,
    trustFirstHostKey,
  },
  'a rotation, e.g. { every: 30d, secret: keyfleet/ops }',
);

const keyPair = knownFields(
  {
    name,
    instances,
    takeEffect,
    fallback,
    user,
    verify,
    secret,
    address,
    trustFirstHostKey,
    ifAttached: v.optional(oneOf('skip', 'replace'), 'skip'),
    restart: v.optional(oneOf('never', 'new', 'always'), 'never'),
    newWithin: v.optional(duration, '15m'),
    maxUnavailable: v.optional(share),
    maxFailures: v.optional(maxFailures.wrapped),
    rotation: v.optional(rotation),
  },
  'a key pair, with name and instances',
);

const limits = knownFields(
  { maxInstances: v.optional(count, 500), maxUnavailable: v.optional(share, '10%'), maxFailures },
  'limits, e.g. { maxInstances: 500, maxUnavailable: 10% }',
);

const KEY_PAIR_PATTERNS = 'a list of at least one key pair name, in which "*" stands for any text';
const keyPairPattern = matching(/^(?!(?:[^*]*\*){5})[\p{L}\d:_.*-]{1,128}$/u, 'a key pair name with at most four "*"');

const direct = knownFields(
  {
    instances: v.optional(
      v.union([oneOf('any', 'selected'), instances], 'any, selected, or a list of selectors'),
      'any',
    ),
    keyPairs: v.optional(v.pipe(v.array(keyPairPattern, KEY_PAIR_PATTERNS), v.minLength(1, KEY_PAIR_PATTERNS))),
    force: v.optional(v.boolean('true or false'), true),
    restart: v.optional(v.boolean('true or false'), true),
    maxUnavailable: v.optional(share),
    includeIgnored: v.optional(v.boolean('true or false'), false),
  },
  'what requests may do, e.g. { instances: selected, force: false }',
);

const KEY_PAIRS = 'a list of at least one key pair';

/** Part of a tag's value, which has 128 characters at most. */
const fleetName = matching(
  /^[A-Za-z][\w-]{0,31}$/,
  'a name of 1 to 32 characters: a letter, then letters, digits, "_" or "-"',
);

const secrets = knownFields(
  {
    region: v.optional(regionId),
    kmsInstance: v.optional(
      matching(/^kst-[\w-]{1,60}$/, 'the id of a KMS instance, e.g. "kst-hzz0123456789abcdefgh"'),
    ),
    kmsKey: v.optional(matching(/^[\w-]{1,64}$/, 'the id of a KMS key, e.g. "key-hzz0123456789abcdefgh"')),
  },
  'where secrets are, e.g. { region: cn-hangzhou, kmsInstance: kst-…, kmsKey: key-… }',
);

/** `fleet.yaml` as it is written, with defaults; durations become milliseconds. */
export const fleetFile = knownFields(
  {
    name: v.optional(fleetName, 'fleet'),
    secrets: v.optional(secrets, {}),
    keyPairs: v.pipe(v.array(keyPair, KEY_PAIRS), v.minLength(1, KEY_PAIRS)),
    limits: v.optional(limits, {}),
    direct: v.optional(direct),
  },
  'a mapping with keyPairs',
);

/** One key pair as the file says it. */
export type KeyPairEntry = v.InferOutput<typeof keyPair>;
export type FleetFile = v.InferOutput<typeof fleetFile>;
