import type { Api, RpcCall } from '../cloud/rpc.ts';

export type ProductName = 'ecs' | 'ens' | 'swas';

/** One key pair and where it lives. ENS is central: its `regionId` is null. Only ENS key pairs have an id. */
export interface KeyPair {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly keyPairName: string | null;
  readonly keyPairId: string | null;
}

/** An instance as the control plane shows it now. */
export interface Observed {
  readonly instanceId: string;
  readonly status: string;
  readonly os: 'linux' | 'windows' | 'unknown';
  /** The attached key pair; null when there is none, undefined when the product did not say. */
  readonly keyPairName: string | null | undefined;
}

/** One row of an attach or detach answer, as it came: types differ by product and by document. */
export interface Row {
  readonly instanceId: string;
  readonly success: unknown;
  readonly code: unknown;
  readonly message: unknown;
}

export interface Answer {
  readonly requestId: string | null;
  readonly rows: readonly Row[];
}

/** One AttachKeyPair or DetachKeyPair call. */
export interface Batch {
  readonly keyPair: KeyPair;
  readonly instanceIds: readonly string[];
  /** Sent by products that take a client token. */
  readonly clientToken: string;
}

/** Speaks one product's dialect and does nothing else: batching belongs to the plan, retries and pacing to `cloud/`. */
export interface Driver {
  /** Completes the name and id of a key pair; null when the product has no such key pair. */
  resolve(keyPair: KeyPair): Promise<KeyPair | null>;
  /**
   * The instances as they are, by id; unknown ids are absent. With `certain`, `keyPairName` is never undefined, which
   * costs SWAS more calls.
   */
  look(regionId: string | null, instanceIds: readonly string[], certain: boolean): Promise<Map<string, Observed>>;
  attach(batch: Batch): Promise<Answer>;
  detach(batch: Batch): Promise<Answer>;
}

/** A product: what callers must know of it as data, and its driver. */
export interface Product extends Api {
  readonly name: ProductName;
  /** Regional products need a `regionId`; a central one refuses it. */
  readonly regional: boolean;
  /** Key pairs are selected by name or by id, exactly one of them. */
  readonly keyPairIds: boolean;
  readonly keyPairNames: { readonly pattern: RegExp; readonly rule: string };
  readonly maxInstancesPerCall: number;
  /** Attach and detach take a client token, and answer a repeated one with the old answer. */
  readonly clientTokens: boolean;
  /** Instance states in which attach and detach are accepted. */
  readonly states: readonly string[];
  createDriver(call: RpcCall): Driver;
}
