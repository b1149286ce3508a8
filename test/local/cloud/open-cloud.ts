import { generateKeyPairSync } from 'node:crypto';
import { type InstanceSpec, type LocalCloud, type LocalCloudOptions, startLocalCloud } from '@keyfleet/local-cloud';
import { onTestFinished } from 'vitest';
import { rsaPublicKey } from '../../../local/cloud/model/public-key.ts';
import { call } from './signed-call.ts';

/** A local cloud of the test's own, closed when the test ends. */
export async function openCloud(options?: LocalCloudOptions): Promise<LocalCloud> {
  const cloud = await startLocalCloud(options);
  onTestFinished(() => cloud.close());
  return cloud;
}

const jwk = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });

/** An OpenSSH line that every product takes. */
export const publicKeyLine = rsaPublicKey(jwk.n ?? '', jwk.e ?? '').line;

/** Puts a key pair there without the cost of making one. */
export async function importKeyPair(cloud: LocalCloud, product: InstanceSpec['product'], keyPairName: string) {
  const region = product === 'ens' ? {} : { RegionId: 'cn-hangzhou' };
  const parameters = { ...region, KeyPairName: keyPairName, PublicKeyBody: publicKeyLine };
  const { status, body } = await call(cloud, product, 'ImportKeyPair', parameters);
  if (status !== 200) throw new Error(`ImportKeyPair: ${String(body.Code)}`);
}

/** Makes one instance and gives its id. */
export function addInstance(cloud: LocalCloud, spec: Omit<InstanceSpec, 'count'>): string {
  const region = spec.product === 'ens' ? {} : { regionId: 'cn-hangzhou' };
  return cloud.instances.add([{ ...region, ...spec }])[0]?.instanceId ?? '';
}
