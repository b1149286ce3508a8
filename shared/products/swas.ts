import type { RpcCall } from '../cloud/rpc.ts';
import { allPages, chunk } from './pages.ts';
import type { Batch, Driver, Observed, Product } from './product.ts';
import { toAnswer } from './rows.ts';

const LIST_LIMIT = 100;
const KEY_PAIR_PAGE_SIZE = 50;
/** ListKeyPairs names at most this many instances of a key pair; a list this long may be cut off. */
const LISTED_INSTANCES = 50;

interface SwasInstance {
  InstanceId: string;
  Status: string;
  Image?: { OsType?: string };
}

interface SwasKeyPair {
  KeyPairName: string;
  InstanceIds?: string[];
}

/**
 * Simple Application Server.
 * Source: SWAS-OPEN 2020-06-01, AttachKeyPair, DetachKeyPair, ListInstances, ListKeyPairs and DescribeInstanceKeyPair;
 * the SDK's default host is wrong, the regional one is documented.
 * Dialect: attach and detach take `InstanceIds.1`, `InstanceIds.2`; ListInstances takes a JSON string; ListKeyPairs
 * is a GET; `Success` is text. An instance does not show its key pair, but a key pair shows its instances.
 */
export const swas: Product = {
  name: 'swas',
  version: '2020-06-01',
  endpoint: (regionId) => `swas.${regionId}.aliyuncs.com`,
  regional: true,
  keyPairIds: false,
  keyPairNames: {
    pattern: /^(?!https?:\/\/)[A-Za-z][A-Za-z\d:_-]{1,63}$/,
    rule: '2 to 64 characters: a letter, then letters, digits, ":", "_" or "-"',
  },
  maxInstancesPerCall: 50,
  clientTokens: true,
  states: ['Running', 'Stopped'],
  createDriver,
};

function createDriver(call: RpcCall): Driver {
  return {
    resolve: async (keyPair) => keyPair,
    look: async (regionId, instanceIds, certain) => {
      const [instances, attached] = await Promise.all([
        listInstances(call, regionId, instanceIds),
        listAttached(call, regionId),
      ]);
      const look = (instance: SwasInstance) =>
        toObserved(instance, attached, () => ask(call, regionId, instance, certain));
      const observed = await Promise.all(instances.map(look));
      return new Map(observed.map((instance) => [instance.instanceId, instance]));
    },
    attach: async (batch) => toAnswer(await call('AttachKeyPair', toParameters(batch))),
    detach: async (batch) => toAnswer(await call('DetachKeyPair', toParameters(batch))),
  };
}

async function listInstances(call: RpcCall, regionId: string | null, instanceIds: readonly string[]) {
  const pages = chunk(instanceIds, LIST_LIMIT).map((ids) =>
    call<{ Instances?: SwasInstance[] }>('ListInstances', {
      RegionId: regionId,
      InstanceIds: JSON.stringify(ids),
      PageSize: LIST_LIMIT,
    }),
  );
  return (await Promise.all(pages)).flatMap((body) => body.Instances ?? []);
}

interface Attached {
  readonly byInstance: ReadonlyMap<string, string>;
  /** Every instance that carries a key pair is in the map. */
  readonly whole: boolean;
}

async function listAttached(call: RpcCall, regionId: string | null): Promise<Attached> {
  const keyPairs = await allPages(KEY_PAIR_PAGE_SIZE, async (pageNumber) => {
    const page = { RegionId: regionId, PageNumber: pageNumber, PageSize: KEY_PAIR_PAGE_SIZE };
    return (await call<{ KeyPairs?: SwasKeyPair[] }>('ListKeyPairs', page, 'GET')).KeyPairs ?? [];
  });
  const byInstance = keyPairs.flatMap(({ KeyPairName, InstanceIds = [] }) =>
    InstanceIds.map((id) => [id, KeyPairName] as const),
  );
  return {
    byInstance: new Map(byInstance),
    whole: keyPairs.every(({ InstanceIds = [] }) => InstanceIds.length < LISTED_INSTANCES),
  };
}

async function toObserved(
  instance: SwasInstance,
  { byInstance, whole }: Attached,
  askIt: () => Promise<string | null | undefined>,
): Promise<Observed> {
  const listed = byInstance.get(instance.InstanceId) ?? (whole ? null : undefined);
  const osType = instance.Image?.OsType?.toLowerCase();
  return {
    instanceId: instance.InstanceId,
    status: instance.Status,
    os: osType === 'linux' || osType === 'windows' ? osType : 'unknown',
    keyPairName: listed === undefined ? await askIt() : listed,
  };
}

/** One call an instance, so only where certainty is asked for. What it answers when nothing is attached is not documented. */
async function ask(call: RpcCall, regionId: string | null, { InstanceId }: SwasInstance, certain: boolean) {
  if (!certain) return undefined;
  const body = await call<{ KeyPairName?: string }>('DescribeInstanceKeyPair', { RegionId: regionId, InstanceId });
  return body.KeyPairName || null;
}

function toParameters({ keyPair, instanceIds, clientToken }: Batch) {
  return {
    RegionId: keyPair.regionId,
    KeyPairName: keyPair.keyPairName,
    InstanceIds: instanceIds,
    ClientToken: clientToken,
  };
}
