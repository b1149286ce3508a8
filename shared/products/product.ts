import type { Api, RpcCall } from '../cloud/rpc.ts';
import type { Driver } from './driver.ts';
import type { ProductName } from './key-pair.ts';

export type { CommandResult, Commands } from './commands.ts';
export type { Answer, Batch, Driver, InstanceState, Row } from './driver.ts';
export type { KeyPair, ProductName } from './key-pair.ts';
export type { KeyPairSeen, KeyPairStore } from './key-pair-store.ts';
export type { Observed } from './observed.ts';
export type { Power, PowerResult } from './power.ts';
export type { Selector } from './selector.ts';
export type { Tags } from './tags.ts';

/** A product: what callers must know of it as data, and its driver. */
export interface Product extends Api {
  readonly name: ProductName;
  /** Regional products need a `regionId`; a central one refuses it. */
  readonly regional: boolean;
  /** Key pairs are selected by name or by id, exactly one of them. */
  readonly keyPairIds: boolean;
  readonly keyPairNames: { readonly pattern: RegExp; readonly rule: string };
  /** Instances in one attach or detach call. */
  readonly maxInstancesPerCall: number;
  /** Attach and detach take a client token, and answer a repeated one with the old answer. */
  readonly clientTokens: boolean;
  /** Instance states in which attach and detach are accepted. */
  readonly states: readonly string[];
  /** Attach and detach are accepted while the instance runs; else it has to be stopped for them. */
  readonly attachWhileRunning: boolean;
  /** Scripts can be run inside instances: the driver's `commands` is there. */
  readonly remoteCommands: boolean;
  /** The public half of a key pair can be read: the driver's `publicKeyOf` answers. */
  readonly showsPublicKey: boolean;
  /** When an instance last started can be seen, to the minute: `startedMs` is not null once it has started. */
  readonly showsStartTime: boolean;
  /** Its instances may be in scaling groups of Auto Scaling, which replace those that do not run. */
  readonly scalingGroups: boolean;
  createDriver(call: RpcCall): Driver;
}
