import { AttachKeyPairRequest } from '@alicloud/ecs20140526/dist/models/AttachKeyPairRequest.js';
import { DescribeInstancesRequest } from '@alicloud/ecs20140526/dist/models/DescribeInstancesRequest.js';
import { DetachKeyPairRequest } from '@alicloud/ecs20140526/dist/models/DetachKeyPairRequest.js';
import type { RpcCall } from '../cloud/rpc.ts';
import { chunk } from './pages.ts';
import type { Batch, Driver, Observed, Product } from './product.ts';
import { toAnswer } from './rows.ts';

const DESCRIBE_LIMIT = 100;

interface EcsInstance {
  InstanceId: string;
  Status: string;
  OSType?: string;
  KeyPairName?: string;
}

interface InstancesBody {
  Instances?: { Instance?: EcsInstance[] };
}

/**
 * Elastic Compute Service.
 * Source: Ecs 2014-05-26, AttachKeyPair, DetachKeyPair and DescribeInstances; endpoints as in its SDK 7.11.6.
 * Dialect: `InstanceIds` travels as a JSON string; rows sit under `Results.Result`.
 */
export const ecs: Product = {
  name: 'ecs',
  version: '2014-05-26',
  endpoint: (regionId) =>
    regionId === 'cn-hangzhou' ? 'ecs-cn-hangzhou.aliyuncs.com' : `ecs.${regionId}.aliyuncs.com`,
  regional: true,
  keyPairIds: false,
  keyPairNames: {
    pattern: /^(?!https?:\/\/)\p{L}[\p{L}\d:_.-]{1,127}$/u,
    rule: '2 to 128 characters: a letter, then letters, digits, ":", "_", "-" or "."',
  },
  maxInstancesPerCall: 50,
  clientTokens: false,
  states: ['Running', 'Stopped'],
  createDriver,
};

function createDriver(call: RpcCall): Driver {
  const describe = (regionId: string | null, instanceIds: string[]) => {
    const request = { regionId: regionId ?? '', instanceIds: JSON.stringify(instanceIds), maxResults: DESCRIBE_LIMIT };
    return call<InstancesBody>('DescribeInstances', new DescribeInstancesRequest(request).toMap());
  };
  return {
    resolve: async (keyPair) => keyPair,
    look: async (regionId, instanceIds) => {
      const bodies = await Promise.all(chunk(instanceIds, DESCRIBE_LIMIT).map((ids) => describe(regionId, ids)));
      return new Map(bodies.flatMap(toObserved).map((instance) => [instance.instanceId, instance]));
    },
    attach: async (batch) => toAnswer(await call('AttachKeyPair', new AttachKeyPairRequest(toRequest(batch)).toMap())),
    detach: async (batch) => toAnswer(await call('DetachKeyPair', new DetachKeyPairRequest(toRequest(batch)).toMap())),
  };
}

function toRequest({ keyPair, instanceIds }: Batch) {
  return { ...keyPair, instanceIds: JSON.stringify(instanceIds) };
}

function toObserved(body: InstancesBody): Observed[] {
  return (body.Instances?.Instance ?? []).map((instance) => ({
    instanceId: instance.InstanceId,
    status: instance.Status,
    os: instance.OSType === 'linux' || instance.OSType === 'windows' ? instance.OSType : 'unknown',
    keyPairName: instance.KeyPairName || null,
  }));
}
