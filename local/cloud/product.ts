import type { Action } from './action.ts';
import type { Refusal } from './refusal.ts';

/** The products of the cloud, by the short names used in Keyfleet. */
export const productNames = ['ecs', 'ens', 'swas'] as const;
export type ProductName = (typeof productNames)[number];

/** How a product words the errors that any action may meet. */
export interface Dialect {
  missing(parameter: string): Refusal;
  /** Malformed, or beyond a limit. */
  invalid(parameter: string): Refusal;
  /** The principal's policies do not allow the action. */
  denied: Refusal;
  /** Calls come too fast. Default: the gateway's Throttling.User. */
  throttled?: Refusal;
}

/** A product: an API version, its way of speaking and its actions. */
export interface Product {
  name: ProductName;
  /** API version, by which requests are told apart. */
  version: string;
  /** Prefix of its actions in RAM policies. */
  ramCode: string;
  dialect: Dialect;
  actions: Readonly<Record<string, Action>>;
}
