import { SignatureError, signatureErrors, type VerifyOptions, verifyAcs3 } from '../../signature/acs3.ts';
import { verifyRpcV1 } from '../../signature/rpc-v1.ts';
import { CloudError } from '../action/refusal.ts';
import type { State } from '../state.ts';
import type { Call } from './call.ts';
import type { Principal } from './principals.ts';

/**
 * Finds the principal that signed.
 * @throws CloudError with the gateway's documented code.
 */
export function authenticate(state: State, call: Call): Principal {
  try {
    const { accessKeyId } = verify(call, optionsFor(state));
    const principal = state.principals.find(accessKeyId);
    if (!principal) throw signatureErrors.unknownAccessKey();
    call.principal = principal;
    return principal;
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
