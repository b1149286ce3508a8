import type { SignedRequest } from '../../signature/acs3.ts';
import { decodePairs } from '../../signature/percent-encoding.ts';
import { rpcV1Parameters } from '../../signature/rpc-v1.ts';
import type { RawParameters } from '../action/parameters/lists.ts';
import type { Product } from '../action/product.ts';
import type { FaultRule } from '../disturbances/faults/rule.ts';
import { productOf } from '../services/index.ts';
import type { Principal } from './principals.ts';

/** One request on its way through the gateway. */
export interface Call {
  readonly request: SignedRequest;
  readonly requestId: string;
  /** How it is signed, or would be: ACS3 by headers, RPC V1 by parameters. */
  readonly scheme: 'acs3' | 'rpcV1';
  readonly version: string | undefined;
  readonly actionName: string | undefined;
  readonly product: Product | undefined;
  /** Query and form parameters in one; a name in both counts once and the body's value wins, as clients sign it. */
  readonly sent: RawParameters;
  /** Those of the action: without the ones by which RPC V1 signs. */
  readonly parameters: RawParameters;
  /** Known once the signature is verified. */
  principal?: Principal;
  /** The fault that disturbs it. */
  fault?: FaultRule;
}

/**
 * Reads what a request asks for from where its scheme signs it. ACS3: the headers, or else the parameters. RPC V1: the
 * parameters alone; its clients send the headers too, unsigned.
 */
export function readCall(request: SignedRequest, requestId: string): Call {
  const sent = new Map([...request.query, ...formOf(request)]);
  const scheme = schemeOf(request);
  const isAcs3 = scheme === 'acs3';
  const actionName = (isAcs3 ? headerOf(request, 'x-acs-action') : undefined) ?? sent.get('Action');
  const version = (isAcs3 ? headerOf(request, 'x-acs-version') : undefined) ?? sent.get('Version');
  const parameters = isAcs3 ? sent : withoutScheme(sent);
  return { request, requestId, scheme, version, actionName, product: productOf(version ?? ''), sent, parameters };
}

/** A request without `Authorization` that has the date of ACS3 is one of ACS3 that is not signed. */
function schemeOf({ headers }: SignedRequest): Call['scheme'] {
  return headers.authorization === undefined && headers['x-acs-date'] === undefined ? 'rpcV1' : 'acs3';
}

function withoutScheme(sent: RawParameters): RawParameters {
  return new Map([...sent].filter(([name]) => !rpcV1Parameters.has(name)));
}

function headerOf(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function formOf(request: SignedRequest): [string, string][] {
  const type = headerOf(request, 'content-type')?.toLowerCase() ?? '';
  return type.startsWith('application/x-www-form-urlencoded') ? decodePairs(request.body.toString()) : [];
}
