import type { RpcCall } from '../../../shared/cloud/rpc.ts';
import type { Driver, PowerResult, Product } from '../../../shared/products/product.ts';

export interface Sent {
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A driver whose cloud answers as told, for answers that the local cloud does not give; and what it was sent. */
export function openScripted(
  product: Product,
  answer: (sent: Sent) => object = () => ({ RequestId: 'r-1' }),
): { driver: Driver; sent: Sent[] } {
  const sent: Sent[] = [];
  const call: RpcCall = async <Body>(action: string, parameters: Sent['parameters']) => {
    const one = { action, parameters };
    sent.push(one);
    return answer(one) as Body;
  };
  return { driver: product.createDriver(call), sent };
}

/** What became of each instance, in a form to compare. */
export const acceptedOf = (results: ReadonlyMap<string, PowerResult>) =>
  Object.fromEntries([...results].map(([id, { accepted }]) => [id, accepted]));
