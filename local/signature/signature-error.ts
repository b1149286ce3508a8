/**
 * A request whose signature is refused. `code` and `status` are those the gateway documents.
 * Source: common error codes of the RPC style (Alibaba Cloud OpenAPI "Error codes", "Request signatures V3").
 */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Every refusal a signature can meet, by meaning. */
export const signatureErrors = {
  /**
   * A common parameter, or the header in its place, is not there. "Missing{ParameterName}: {ParameterName} is mandatory
   * for this action."
   */
  missing: (parameter: string) =>
    new SignatureError(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`),
  /** 404 on the newer error pages, 400 on an old ECS one; choice: the newer. */
  unknownAccessKey: () => new SignatureError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
  malformedTimestamp: () =>
    new SignatureError(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.'),
  expiredTimestamp: () =>
    new SignatureError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.'),
  nonceUsed: () => new SignatureError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.'),
  /** `Format` is neither JSON nor XML. */
  unknownFormat: () => new SignatureError(400, 'InvalidParameter.Format', 'Specified parameter format is not valid.'),
  /**
   * Also for a body that is not the one its signed hash names: the documents have no code of its own for that. The string
   * to sign follows, by which the vendor's clients tell a wrong secret from a fault of theirs (aliyun-python-sdk-core and
   * alibaba-cloud-sdk-go read what is after the colon). Source: a real answer to an RPC V1 call, in NewFuture/DDNS issue
   * 57: `…server string to sign is:POST&%2F&…`; choice: the same words for ACS3.
   */
  mismatch: (stringToSign: string) =>
    new SignatureError(
      400,
      'SignatureDoesNotMatch',
      `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
    ),
  /** `detail` says in one sentence what is wrong with the Authorization header; choice: the documents stop before it. */
  incomplete: (detail: string) =>
    new SignatureError(
      400,
      'IncompleteSignature',
      `The request signature does not conform to Aliyun standards. ${detail}`,
    ),
  /** Source: Sts, error codes, and "Common error codes": InvalidSecurityToken.Expired. */
  expiredSecurityToken: () =>
    new SignatureError(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.'),
  wrongSecurityToken: () =>
    new SignatureError(
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    ),
};
