import type { SignedRequest } from '../signature/acs3.ts';
import { decodePairs } from '../signature/percent-encoding.ts';
import type { FaultRule } from './faults/rule.ts';
import type { RawParameters } from './parameters/lists.ts';
import type { Principal } from './principals.ts';
import type { Product } from './product.ts';
import { productOf } from './products.ts';

/** One request on its way through the gateway. */
export interface Call {
  readonly request: SignedRequest;
  readonly requestId: string;
  readonly version: string | undefined;
  readonly actionName: string | undefined;
  readonly product: Product | undefined;
  /** Query and form parameters in one; a name in both counts once and the body's value wins, as clients sign it. */
  readonly parameters: RawParameters;
  /** Known once the signature is verified. */
  principal?: Principal;
  /** The fault that befalls it. */
  fault?: FaultRule;
}

/** Action and version come from the headers of signature V3, else from the parameters of RPC V1. */
export function readCall(request: SignedRequest, requestId: string): Call {
  const parameters = new Map([...request.query, ...formOf(request)]);
  const actionName = headerOf(request, 'x-acs-action') ?? parameters.get('Action');
  const version = headerOf(request, 'x-acs-version') ?? parameters.get('Version');
  return { request, requestId, version, actionName, product: productOf(version ?? ''), parameters };
}

function headerOf(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function formOf(request: SignedRequest): [string, string][] {
  const type = headerOf(request, 'content-type') ?? '';
  return type.startsWith('application/x-www-form-urlencoded') ? decodePairs(request.body.toString()) : [];
}
