import type { Nonces } from './nonces.ts';
import { signatureErrors } from './signature-error.ts';

/** How a verifier knows keys, the time and what was sent before; the same for every scheme. */
export interface VerifyOptions {
  /**
   * The secret of an access key; undefined when the key is not known. May throw a `SignatureError` of its own, for
   * instance `signatureErrors.wrongSecurityToken()` when the token is not that key's.
   */
  secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
  /** The verifier's clock, epoch milliseconds. */
  now: number;
  /** How far the request's date may be from `now`, either way. Default 15 minutes, as documented. */
  windowMs?: number;
  /** The nonces of earlier requests: none may come again. Absent: a request needs none, and may be sent twice. */
  nonces?: Nonces;
}

const fifteenMinutesMs = 15 * 60 * 1000;
/**
 * Documented is the time to the second. The milliseconds that aliyun-sdk 1.12 always sends are taken too, as a real answer
 * to `…T08:24:38.312Z` in a public log shows.
 */
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** The parts that every scheme has. */
export interface CommonParameters {
  accessKeyId: string;
  securityToken: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
}

/** A caller's secret, and what marks its nonce as used once the signature was found right. */
export interface Claim {
  secret: string;
  spendNonce(): void;
}

/**
 * Checks all but the signature, in the order in which the gateway's table of errors has them: what is mandatory, the
 * access key, the date, the nonce. The caller spends the nonce once the signature is verified: a
 * forged request must not spend one.
 * Source: common error codes of the RPC style, with the situation in which each occurs.
 * @throws SignatureError for the first that is wrong
 */
export function checkClaim(sent: CommonParameters, options: VerifyOptions): Claim {
  const { now, nonces, windowMs = fifteenMinutesMs } = options;
  const { accessKeyId, nonce = '' } = sent;
  if (!sent.timestamp) throw signatureErrors.missing('Timestamp');
  if (nonces && !nonce) throw signatureErrors.missing('SignatureNonce');
  const secret = options.secretOf(accessKeyId, sent.securityToken);
  if (secret === undefined) throw signatureErrors.unknownAccessKey();
  checkTimestamp(sent.timestamp, now, windowMs);
  if (nonces?.isUsed(accessKeyId, nonce, now)) throw signatureErrors.nonceUsed();
  // A request may be dated ahead by one window, and is good until one window after its date.
  return { secret, spendNonce: () => nonces?.remember(accessKeyId, nonce, { now, until: now + 2 * windowMs }) };
}

function checkTimestamp(value: string, now: number, windowMs: number): void {
  const sentAt = timestamp.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(sentAt)) throw signatureErrors.malformedTimestamp();
  if (Math.abs(now - sentAt) > windowMs) throw signatureErrors.expiredTimestamp();
}
