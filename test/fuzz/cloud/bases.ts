import { generateKeyPairSync } from 'node:crypto';
import { rsaPublicKey } from '../../../local/cloud/model/public-key.ts';

/** A call that is right before it is mutated: most of them change the cloud when they are carried out. */
export interface Base {
  product: 'ecs' | 'ens' | 'swas' | 'kms';
  action: string;
  parameters: Record<string, string>;
}

const jwk = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const publicKey = rsaPublicKey(jwk.n ?? '', jwk.e ?? '').line;
const region = { RegionId: 'cn-hangzhou' };
const ops = { ...region, KeyPairName: 'ops' };
const secret = { SecretName: 'a' };
const inInstance = { DKMSInstanceId: 'kst-1', EncryptionKeyId: 'key-1' };

export const bases: readonly Base[] = [
  { product: 'ecs', action: 'AttachKeyPair', parameters: { ...ops, InstanceIds: '["i-1","i-2"]' } },
  { product: 'ecs', action: 'DetachKeyPair', parameters: { ...ops, InstanceIds: '["i-2"]' } },
  { product: 'ecs', action: 'ImportKeyPair', parameters: { ...region, KeyPairName: 'new', PublicKeyBody: publicKey } },
  { product: 'ecs', action: 'DeleteKeyPairs', parameters: { ...region, KeyPairNames: '["new"]' } },
  { product: 'ecs', action: 'DescribeInstances', parameters: { ...region, 'Tag.1.Key': 'a', MaxResults: '10' } },
  { product: 'ecs', action: 'StopInstance', parameters: { InstanceId: 'i-1', DryRun: 'true', ForceStop: 'false' } },
  {
    product: 'ecs',
    action: 'TagResources',
    parameters: { ...region, ResourceType: 'instance', 'ResourceId.1': 'i-1', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
  },
  {
    product: 'ecs',
    action: 'UntagResources',
    parameters: { ...region, ResourceType: 'instance', 'ResourceId.1': 'i-1', 'TagKey.1': 'a' },
  },
  { product: 'ens', action: 'AttachKeyPair', parameters: { KeyPairName: 'ops', InstanceIds: '["e-1"]' } },
  { product: 'ens', action: 'DetachKeyPair', parameters: { KeyPairName: 'ops', InstanceIds: '["e-1"]' } },
  { product: 'ens', action: 'DescribeInstances', parameters: { PageSize: '10', InstanceIds: '[]' } },
  { product: 'swas', action: 'AttachKeyPair', parameters: { ...ops, 'InstanceIds.1': 's-1' } },
  { product: 'swas', action: 'DetachKeyPair', parameters: { ...ops, 'InstanceIds.1': 's-1' } },
  { product: 'swas', action: 'ListKeyPairs', parameters: { ...region, PageNumber: '1' } },
  {
    product: 'kms',
    action: 'CreateSecret',
    parameters: { ...secret, ...inInstance, VersionId: 'v1', SecretData: 'hush' },
  },
  { product: 'kms', action: 'PutSecretValue', parameters: { ...secret, VersionId: 'v2', SecretData: 'hush too' } },
  { product: 'kms', action: 'DeleteSecret', parameters: { ...secret, ForceDeleteWithoutRecovery: 'true' } },
];
