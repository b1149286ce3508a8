import type { RpcCall } from '../cloud/rpc.ts';
import { allPages, chunk } from './pages.ts';
import type { Batch, Driver, KeyPair, Observed, Product } from './product.ts';
import { toAnswer } from './rows.ts';

const DESCRIBE_LIMIT = 100;
const PAGE_SIZE = 50;

interface EnsInstance {
  InstanceId: string;
  Status: string;
  OSName?: string;
  KeyPairName?: string;
}

interface InstancesBody {
  Instances?: { Instance?: EnsInstance[] };
}

interface KeyPairsBody {
  KeyPairs?: { KeyPair?: Array<{ KeyPairId: string; KeyPairName: string }> };
}

/**
 * Edge Node Service.
 * Source: Ens 2017-11-10, AttachKeyPair, DetachKeyPair, DescribeKeyPairs and DescribeInstances.
 * Dialect: one central endpoint and no region; `InstanceIds` travels as a JSON string; rows sit directly under
 * `Results`, with integer codes. Key pairs are sent by id: the name "will be deprecated", and DetachKeyPair by name
 * refuses the whole call when one instance does not carry it.
 */
export const ens: Product = {
  name: 'ens',
  version: '2017-11-10',
  endpoint: () => 'ens.aliyuncs.com',
  regional: false,
  keyPairIds: true,
  keyPairNames: {
    pattern: /^(?!https?:\/\/)[A-Za-z][A-Za-z\d:_-]{1,127}$/,
    rule: '2 to 128 characters: a letter, then letters, digits, ":", "_" or "-"',
  },
  maxInstancesPerCall: 30,
  clientTokens: false,
  states: ['Stopped'],
  createDriver,
};

function createDriver(call: RpcCall): Driver {
  const describe = (instanceIds: string[]) =>
    call<InstancesBody>('DescribeInstances', {
      InstanceIds: JSON.stringify(instanceIds),
      PageSize: String(DESCRIBE_LIMIT),
    });
  return {
    resolve: (keyPair) => resolve(call, keyPair),
    look: async (_regionId, instanceIds) => {
      const bodies = await Promise.all(chunk(instanceIds, DESCRIBE_LIMIT).map(describe));
      return new Map(bodies.flatMap(toObserved).map((instance) => [instance.instanceId, instance]));
    },
    attach: async (batch) => toAnswer(await call('AttachKeyPair', toParameters(batch))),
    detach: async (batch) => toAnswer(await call('DetachKeyPair', toParameters(batch))),
  };
}

/** The page size parameters of DescribeKeyPairs are strings. */
async function resolve(call: RpcCall, wanted: KeyPair): Promise<KeyPair | null> {
  const found = await allPages(PAGE_SIZE, async (pageNumber) => {
    const body = await call<KeyPairsBody>('DescribeKeyPairs', {
      KeyPairId: wanted.keyPairId ?? undefined,
      KeyPairName: wanted.keyPairName ?? undefined,
      PageNumber: String(pageNumber),
      PageSize: String(PAGE_SIZE),
    });
    return body.KeyPairs?.KeyPair ?? [];
  });
  const exact = found.find((one) => one.KeyPairId === wanted.keyPairId || one.KeyPairName === wanted.keyPairName);
  return exact ? { ...wanted, keyPairId: exact.KeyPairId, keyPairName: exact.KeyPairName } : null;
}

function toParameters({ keyPair, instanceIds }: Batch) {
  return { KeyPairId: keyPair.keyPairId, InstanceIds: JSON.stringify(instanceIds) };
}

function toObserved(body: InstancesBody): Observed[] {
  return (body.Instances?.Instance ?? []).map((instance) => ({
    instanceId: instance.InstanceId,
    status: instance.Status,
    os: /windows/i.test(instance.OSName ?? '') ? 'windows' : instance.OSName ? 'linux' : 'unknown',
    keyPairName: instance.KeyPairName || null,
  }));
}
