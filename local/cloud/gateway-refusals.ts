import type { Refusal } from './refusal.ts';

/** Refusals that come before any product. Source: common error codes of the RPC style ("API Error Center", common). */
export const gatewayRefusals = {
  missing: (name: 'Action' | 'Version'): Refusal => ({
    status: 400,
    code: `Missing${name}`,
    message: `${name} is mandatory for this action.`,
  }),
  /** One address serves every product here, so the version stands for the domain that the message speaks of. */
  unknownProduct: {
    status: 404,
    code: 'InvalidProduct.NotFound',
    message: 'Cannot find product according to your specified domain.',
  },
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
