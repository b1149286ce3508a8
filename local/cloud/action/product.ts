import type { ServiceName } from '../model/product-names.ts';
import type { Action } from './action.ts';
import type { LeftOut } from './left-out.ts';
import type { Refusal } from './refusal.ts';

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
  /** Actions that need no permission. Default none. */
  openActions?: readonly string[];
  /** Documented parameters that are not emulated. */
  leftOut: LeftOut;
  /** The region that a host name means, for a product whose calls need not name it: it becomes their `RegionId`. */
  regionInHost?(host: string): string | undefined;
  actions: Readonly<Record<string, Action>>;
}
