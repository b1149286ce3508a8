import { SignatureError, signatureErrors, type VerifyOptions, verifyAcs3 } from '../signature/acs3.ts';
import type { Call } from './call.ts';
import { CloudError } from './refusal.ts';
import type { State } from './state.ts';

/**
 * Finds out who signed. Signatures of the RPC V1 scheme travel as parameters.
 * @throws CloudError with the gateway's documented code.
 */
export function authenticate(state: State, call: Call): void {
  try {
    if (isRpcV1(call))
      throw signatureErrors.incomplete('RPC V1 signatures are not accepted here: sign with V3 (ACS3).');
    const windowMs = state.settings.dateWindowMinutes * 60_000;
    const secretOf: VerifyOptions['secretOf'] = (id, token) => state.principals.secretOf(id, token);
    const { accessKeyId } = verifyAcs3(call.request, { secretOf, now: state.now(), windowMs });
    const principal = state.principals.find(accessKeyId);
    if (principal) call.principal = principal;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new CloudError({ status: error.status, code: error.code, message: error.message });
  }
}

function isRpcV1({ request, parameters }: Call): boolean {
  return request.headers.authorization === undefined && parameters.has('Signature');
}
