import { SignatureError, type VerifyOptions, verifyAcs3 } from '../signature/acs3.ts';
import { verifyRpcV1 } from '../signature/rpc-v1.ts';
import type { Call } from './call.ts';
import { CloudError } from './refusal.ts';
import type { State } from './state.ts';

/**
 * Finds out who signed.
 * @throws CloudError with the gateway's documented code.
 */
export function authenticate(state: State, call: Call): void {
  try {
    const { accessKeyId } = verify(call, optionsFor(state));
    const principal = state.principals.find(accessKeyId);
    if (principal) call.principal = principal;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new CloudError({ status: error.status, code: error.code, message: error.message });
  }
}

function verify({ scheme, request, sent }: Call, options: VerifyOptions): { accessKeyId: string } {
  if (scheme === 'acs3') return verifyAcs3(request, options);
  return verifyRpcV1({ method: request.method, parameters: sent }, options);
}

function optionsFor({ settings, principals, nonces, now }: State): VerifyOptions {
  return {
    secretOf: (id, token) => principals.secretOf(id, token),
    now: now(),
    windowMs: settings.dateWindowMinutes * 60_000,
    ...(settings.nonceReplay === 'refuse' && { nonces }),
  };
}
