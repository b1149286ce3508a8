import type { Action } from './action.ts';
import type { Refusal } from './refusal.ts';

/** The products that have instances, by the short names used in Keyfleet. */
export const productNames = ['ecs', 'ens', 'swas'] as const;
export type ProductName = (typeof productNames)[number];

/** Everything that answers calls: these products, KMS and Auto Scaling. */
export const serviceNames = [...productNames, 'kms', 'ess'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** How a product words the errors that any action may meet. */
export interface Dialect {
  missing(parameter: string): Refusal;
  /** Malformed, or beyond a limit. */
  invalid(parameter: string): Refusal;
  /** The principal's policies do not allow the action. */
  denied: Refusal;
  /** Calls come too fast. Default: the gateway's Throttling.User. */
  throttled?: Refusal;
  /** The body of an error answer, where it is not that of the RPC style. */
  errorBody?(refusal: Refusal, requestId: string): Readonly<Record<string, unknown>>;
  /** Name of the outermost element of an error in XML. Default Error. */
  errorRoot?: string;
}

/** A product: an API version, its way of speaking and its actions. */
export interface Product {
  name: ServiceName;
  /** API version, by which requests are told apart. */
  version: string;
  /** Prefix of its actions in RAM policies. */
  ramCode: string;
  dialect: Dialect;
  actions: Readonly<Record<string, Action>>;
}
