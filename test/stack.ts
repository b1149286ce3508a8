import type { LocalCloud } from '@keyfleet/local-cloud';
import { systemClock } from '../shared/cloud/clock.ts';
import { openCloud } from '../shared/cloud/rpc.ts';
import { products } from '../shared/products/index.ts';
import type { ProductName } from '../shared/products/product.ts';
import type { Context } from '../shared/runtime/invocation.ts';

/** Where each product's test instances live. */
export const regionOf = (product: ProductName) => (products[product].regional ? 'cn-hangzhou' : null);

/** Opens the local cloud as a function does, with the operator's key. */
export function openLocal({ url, accessKeyId, accessKeySecret }: LocalCloud) {
  const never = Number.POSITIVE_INFINITY;
  return openCloud({
    credentials: { accessKeyId, accessKeySecret },
    endpoint: url,
    clock: { ...systemClock, random: () => 0 },
    deadlines: { writesMs: never, readsMs: never, answersMs: never },
  });
}

export const createDriver = (cloud: LocalCloud, product: ProductName) =>
  products[product].createDriver(openLocal(cloud)(products[product]));

/** One RPC call with the operator's key, e.g. `rpc(cloud, 'ecs')('CreateKeyPair', { RegionId, KeyPairName })`. */
export const rpc = (cloud: LocalCloud, product: ProductName) => openLocal(cloud)(products[product]);

/** A key of nobody's: making one anew for every test would take most of its time. */
const PUBLIC_KEY =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDB1l3N0jVVWnO638gM3lZCHXyosftJCTVAvwQHgBGp1iFoqqPVtd1HoX+uaQFM0CmCu48KZ7izTEFUDR6jYgW+/01Yj/eVmmlBxus97LGzXlFseSD7a6vjcKY8Y25f4ssjI4AcIKUxpv+AIowYhz+N3QikNv0MEM1S5/xeYKRIUjwKqPbVyvOGmdM3uBO8OBFMiEuKLczqajzdNMMOigUnaL6kxmthQTUipCbg/WJx91WSo8ojE2sRLCqHr20vNG+7zZpNxTCqJeSi1qhCFOjmlNZnwoUdlDIkDwDb0HgOgqMJZK1CXAB6TJVnVWM7xsrOiBmIqKOyaLUQDFnBQgVX';

/** Imports a key pair whose private half nobody has. */
export async function createKeyPair(cloud: LocalCloud, product: ProductName, keyPairName: string) {
  const region = regionOf(product);
  await rpc(cloud, product)('ImportKeyPair', {
    KeyPairName: keyPairName,
    PublicKeyBody: PUBLIC_KEY,
    ...(region && { RegionId: region }),
  });
}

/** The context of one invocation of a function, with the operator's key as the role's credentials. */
export function contextFor({ accessKeyId, accessKeySecret, accountId }: LocalCloud, timeout = 60): Context {
  return {
    requestId: '1-test',
    accountId,
    region: 'cn-hangzhou',
    credentials: { accessKeyId, accessKeySecret },
    function: { name: 'test', timeout },
  };
}

/** A target for this product's instances, as a request carries it. */
export function targetOf(product: ProductName, keyPairName: string, instanceIds: readonly string[]) {
  const region = regionOf(product);
  return { product, ...(region && { regionId: region }), keyPairName, instanceIds };
}

/** The KMS instance and key that a new secret is made with. */
export const inKms = { kmsInstance: 'kst-test', kmsKey: 'key-test' };
