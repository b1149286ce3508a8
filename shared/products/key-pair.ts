export type ProductName = 'ecs' | 'ens' | 'swas';

/** One key pair and where it lives. ENS is central: its `regionId` is null. Only ENS key pairs have an id. */
export interface KeyPair {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly keyPairName: string | null;
  readonly keyPairId: string | null;
}
