import { onCloudError } from '../cloud/errors.ts';
import { essApi } from '../cloud/ess/api.ts';
import { findScalingConfigurations } from '../cloud/ess/scaling-configurations.ts';
import type { FindKeyPairUsers } from '../cloud/key-pair-users.ts';
import type { Cloud } from '../cloud/rpc.ts';
import { findLaunchTemplates } from '../products/ecs/launch-templates.ts';
import { products } from '../products/index.ts';
import type { ProductName } from '../products/product.ts';

/** A key pair that is not deleted although no instance needs it any more. */
export interface KeptKeyPair {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly keyPairName: string;
  /** What names it for instances to come, or why that is not known. */
  readonly reason: string;
}

/** Why a key pair is to be kept, in a few words; null when nothing names it. */
export type WhyKeep = (product: ProductName, regionId: string | null, keyPairName: string) => Promise<string | null>;

/** What may name a product's key pairs for instances to come; a product that is absent has nothing of the kind. */
const finders: Partial<Record<ProductName, (cloud: Cloud) => FindKeyPairUsers[]>> = {
  ecs: (cloud) => [findLaunchTemplates(cloud(products.ecs)), findScalingConfigurations(cloud(essApi))],
};

/** Where it cannot be looked at everything, the key pair is kept. */
export function openKeyPairUsers(cloud: Cloud): WhyKeep {
  return async (product, regionId, keyPairName) => {
    const asked = (finders[product]?.(cloud) ?? []).map((find) => find(regionId ?? '', keyPairName));
    return Promise.all(asked).then(
      (found) => (found.flat().length > 0 ? `it is named by ${listed(found.flat())}` : null),
      onCloudError(({ code, message }) => `what names it could not be looked at: ${code}, ${message}`),
    );
  };
}

const SHOWN = 3;

function listed(users: readonly string[]): string {
  const more = users.length - SHOWN;
  return [...users.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
