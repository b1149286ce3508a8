import type { Finding } from '../finding.ts';
import type { FleetFile, KeyPairEntry } from '../schema.ts';
import type { Placed } from './rule.ts';

type Secrets = FleetFile['secrets'];

/** The region of the secrets: the one that is said, or the only one that has instances; null where it cannot be told. */
export function homeIn({ region }: Secrets, entries: readonly KeyPairEntry[]): string | null {
  const regions = regionsOf(entries);
  return region ?? (regions.length === 1 ? (regions[0] ?? null) : null);
}

const regionsOf = (entries: readonly KeyPairEntry[]) => [
  ...new Set(entries.flatMap(({ instances }) => instances.flatMap(({ regions }) => regions ?? []))),
];

/**
 * Rotations are done in one region, whichever the function is deployed to: two ledgers of one key pair would rotate past
 * each other.
 */
export function checkHome(secrets: Secrets, placed: readonly Placed[]): Finding[] {
  const entries = placed.map(({ entry }) => entry);
  if (homeIn(secrets, entries) !== null || entries.every(({ rotation }) => !rotation)) return [];
  const regions = regionsOf(entries);
  const why =
    regions.length > 1 ? `there are instances in ${regions.join(', ')}` : 'edge nodes are in no region of KMS';
  return [
    {
      path: ['secrets', 'region'],
      expected: `the one region where secrets are and rotations are done, because ${why}`,
    },
  ];
}

/** A secret and its key belong to the same instance. Source: KMS, "Getting started with secrets". */
export function checkKms({ kmsInstance, kmsKey }: Secrets): Finding[] {
  if ((kmsInstance === undefined) === (kmsKey === undefined)) return [];
  const [missing, other] = kmsKey === undefined ? ['kmsKey', 'kmsInstance'] : ['kmsInstance', 'kmsKey'];
  return [{ path: ['secrets', missing], expected: `it beside ${other}, which KMS takes only together` }];
}
