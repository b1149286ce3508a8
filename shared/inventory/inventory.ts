import { openGenerations } from '../change/generations/generations.ts';
import { CloudError } from '../cloud/errors.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { isGenerationOf } from '../fleet/generation.ts';
import { listFleet, toUnseenPlace, type UnseenPlace } from '../instances/list.ts';
import { askWhatListingOmits } from '../instances/look.ts';
import { givenOf } from '../ledger/current.ts';
import { RotationBlockedError } from '../ledger/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openDrivers } from '../products/drivers.ts';
import { productNames, products } from '../products/index.ts';
import type { Listing } from '../products/selector.ts';
import { keyOf } from '../products/sighting.ts';
import type { Invocation } from '../runtime/invocation.ts';
import { type Query, tokenOf } from './query.ts';
import { type InstanceRow, type Measure, toRow } from './row.ts';

/** The instances of the places that are looked after, selected by fleet.yaml or not. */
export interface Inventory {
  readonly requestId: string;
  readonly action: 'instances';
  /** False where something could not be looked at: it is missing here, or unknown. */
  readonly complete: boolean;
  /** Places whose instances are missing. */
  readonly unseen: readonly UnseenPlace[];
  /** Key pairs whose secret could not be read, so that which generation is the current one is unknown. */
  readonly unread: readonly Unread[];
  /** How many the query selects, on all pages. */
  readonly totalCount: number;
  /** By product, region and id. */
  readonly instances: readonly InstanceRow[];
  /** Null where these are the last. */
  readonly nextToken: string | null;
}

interface Unread {
  readonly keyPair: string;
  readonly code: string;
  readonly message: string;
}

/** Looks at the fleet as it is now, and changes nothing. */
export async function takeInventory(query: Query, invocation: Invocation, fleet: Fleet): Promise<Inventory> {
  const drivers = openDrivers(invocation);
  const [{ sightings, unlisted }, { ledgers, unread }] = await Promise.all([
    listFleet(toPlaces(query, invocation, fleet), drivers),
    readLedgers(fleet, invocation),
  ]);
  const measure = toMeasure(fleet, ledgers, invocation);
  const whole = await askWhatListingOmits(sightings, drivers);
  const sorted = whole.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rows = sorted.map((one) => ({ key: keyOf(one), row: toRow(one, measure) }));
  const meant = rows.filter(({ row }) => isMeant(row, query));
  const rest = query.after === null ? meant : meant.filter(({ key }) => key > (query.after ?? ''));
  const page = rest.slice(0, query.pageSize);
  const last = page.at(-1);
  return {
    requestId: invocation.requestId,
    action: 'instances',
    complete: unlisted.length === 0 && unread.length === 0 && rows.every(({ row }) => row.attached !== 'unknown'),
    unseen: unlisted.map(toUnseenPlace),
    unread,
    totalCount: meant.length,
    instances: page.map(({ row }) => row),
    nextToken: last && page.length < rest.length ? tokenOf(last.key) : null,
  };
}

/** Where fleet.yaml has instances of a product, and in the function's own region. */
function toPlaces({ product, regionId }: Query, invocation: Invocation, { keyPairs }: Fleet): Listing[] {
  const selectors = keyPairs.flatMap(({ instances }) => instances);
  const names = productNames.filter((name) => product === null || name === product);
  return names.flatMap((name) => {
    const named = selectors.filter((one) => one.product === name).flatMap(({ regions }) => regions ?? []);
    const own = invocation.regionId === null ? [] : [invocation.regionId];
    const regions = products[name].regional ? [...new Set([...named, ...own])] : [null];
    const wanted = regions.filter((one) => regionId === null || one === null || one === regionId);
    return wanted.map((one): Listing => ({ product: name, regionId: one, selector: {} }));
  });
}

/** What the labels of each secret say; no key is read. */
async function readLedgers(fleet: Fleet, invocation: Invocation) {
  const generations = openGenerations(fleet, invocation);
  const ledgers = new Map<string, Ledger | null>();
  const unread: Unread[] = [];
  const rotated = fleet.keyPairs.filter(({ rotation }) => rotation !== null);
  await Promise.all(
    rotated.map(async ({ name }) => {
      try {
        ledgers.set(name, await generations.ledgerOf(name));
      } catch (error) {
        if (!(error instanceof CloudError || error instanceof RotationBlockedError)) throw error;
        ledgers.set(name, null);
        unread.push({ keyPair: name, code: error.code, message: error.message });
      }
    }),
  );
  return { ledgers, unread };
}

function toMeasure(fleet: Fleet, ledgers: ReadonlyMap<string, Ledger | null>, { clock }: Invocation): Measure {
  const given = (name: string) => {
    const ledger = ledgers.get(name);
    return ledger ? givenOf(ledger) : null;
  };
  const currentOf = (name: string) => given(name)?.name ?? name;
  const isRevoked = (name: string) => given(name)?.isRevoked === true;
  return { fleet, ledgers, moment: { nowMs: clock.now(), currentOf, isRevoked } };
}

function isMeant(row: InstanceRow, { keyPair, only }: Query): boolean {
  if (keyPair !== null && !isGenerationOf(keyPair, row.keyPairName ?? '')) return false;
  if (only === 'withoutKey') return row.attached === 'no';
  if (only === 'unmanaged') return row.selectedBy === null;
  if (only === 'drifted') return row.drift !== null;
  return only !== 'ignored' || row.isIgnored;
}

/** What the log says of it. */
export function summarize({ complete, totalCount, instances, unseen, unread }: Inventory): object {
  return { complete, totalCount, instances: instances.length, unseen: unseen.length, unread: unread.length };
}
