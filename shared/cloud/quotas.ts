import { ConfigurationError } from '../errors.ts';
import { learnRate } from './learn-rate.ts';
import { keepRate, type Quota, type Rate } from './rate.ts';

/** The quotas that an operator knows, by operation such as `ecs.AttachKeyPair`. */
export type Quotas = ReadonlyMap<string, Quota>;

const OPERATION = /^[a-z]+\.[A-Za-z]+$/;
/** As the vendor writes them: calls, and the seconds that they are for. */
const QUOTA = /^([1-9]\d{0,6})\/([1-9]\d{0,4})\(s\)$/;
const DEFAULT_SHARE = 0.7;
const BURST_SECONDS = 0.75;

/**
 * Reads `KEYFLEET_QUOTAS`, such as `{"ecs.AttachKeyPair": "200/60(s)"}`, and `KEYFLEET_QUOTA_SHARE`, the part of them
 * that is ours to use: above 0, at most 1, default 0.7, because everyone in the account shares a quota.
 * @throws ConfigurationError naming what is wrong
 */
export function readQuotas(quotas: string | undefined, share: string | undefined): Quotas {
  const ours = readShare(share);
  const entries = Object.entries(readObject(quotas ?? '{}'));
  return new Map(entries.map(([operation, text]) => [operation, readQuota(operation, text, ours)]));
}

/** How an operation is paced: by its known quota, or by what its answers teach. */
export function chooseRate(quotas: Quotas, operation: string, random: () => number): Rate {
  const quota = quotas.get(operation);
  return quota ? keepRate(quota) : learnRate(random);
}

function readShare(text: string | undefined): number {
  const share = text === undefined ? DEFAULT_SHARE : Number(text);
  if (share > 0 && share <= 1) return share;
  throw new ConfigurationError('KEYFLEET_QUOTA_SHARE: expected a number above 0 and at most 1, e.g. 0.7');
}

function readObject(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {}
  throw new ConfigurationError('KEYFLEET_QUOTAS: expected a JSON object, e.g. {"ecs.AttachKeyPair": "200/60(s)"}');
}

/**
 * A burst and what follows it stay within the whole quota in any of its windows; of a quota by the second, which may
 * be a bucket, three quarters of a second's calls may start at once.
 */
function readQuota(operation: string, text: unknown, share: number): Quota {
  const [, calls, seconds] = (typeof text === 'string' && QUOTA.exec(text)) || [];
  if (!OPERATION.test(operation) || !calls || !seconds) {
    const expected = 'expected an operation and its quota, e.g. "ecs.AttachKeyPair": "200/60(s)"';
    throw new ConfigurationError(`KEYFLEET_QUOTAS: ${expected}, at ${JSON.stringify(operation)}`);
  }
  const perSecond = (share * Number(calls)) / Number(seconds);
  return {
    perSecond,
    burst: Math.max(1, Math.floor(Math.max((1 - share) * Number(calls), BURST_SECONDS * perSecond))),
  };
}
