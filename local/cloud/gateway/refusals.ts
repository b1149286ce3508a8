import type { Refusal } from '../action/refusal.ts';

/** Refusals that come before any product. Source: common error codes of the RPC style ("API Error Center", common). */
export const gatewayRefusals = {
  missing: (name: 'Action' | 'Version'): Refusal => ({
    status: 400,
    code: `Missing${name}`,
    message: `${name} is mandatory for this action.`,
  }),
  /** Source: real answers quoted in aliyun-openapi-java-sdk issue 23 and openapi-sdk-php issue 175. */
  unknownVersion: { status: 400, code: 'InvalidVersion', message: 'Specified parameter Version is not valid.' },
  /** Source: real answers of ECS, in aliyun-cli's own test and issue 415, and openapi-sdk-php-client issue 230. */
  unknownAction: {
    status: 404,
    code: 'InvalidAction.NotFound',
    message: 'Specified api is not found, please check your url and method.',
  },
  /** A path or method of no API. */
  unknownApi: {
    status: 404,
    code: 'InvalidApi.NotFound',
    message: 'Specified api is not found, please check your url and method.',
  },
  /** Choice: not documented; the real gateway's limit is not known. Ours is 1 MiB. */
  bodyTooLarge: { status: 413, code: 'RequestEntityTooLarge', message: 'The request body is larger than 1 MiB.' },
  internal: {
    status: 500,
    code: 'InternalError',
    message: 'The request processing has failed due to some unknown error.',
  },
  /** For ECS also in "API throttling". */
  throttled: { status: 400, code: 'Throttling.User', message: 'Request was denied due to user flow control.' },
  idempotentMismatch: {
    status: 400,
    code: 'IdempotentParameterMismatch',
    message: 'The request is retried with updated parameters.',
  },
} as const satisfies Record<string, Refusal | ((name: 'Action' | 'Version') => Refusal)>;
