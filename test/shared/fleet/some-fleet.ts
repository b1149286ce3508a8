import { readFleet } from '../../../shared/fleet/file/read.ts';
import type { Fleet } from '../../../shared/fleet/fleet.ts';
import type { Observed } from '../../../shared/products/product.ts';
import type { Sighting } from '../../../shared/products/sighting.ts';

/** A fleet from its file's text; a text with problems fails the test with all of them. */
export function fleetOf(text: string): Fleet {
  const { fleet, problems } = readFleet(text);
  if (fleet) return fleet;
  throw new Error(problems.map(({ line, path, message }) => `${line} ${path}: ${message}`).join('\n'));
}

/** What KMS of today wants to know of a new secret. */
export const SECRETS = 'secrets: { region: cn-hangzhou, kmsInstance: kst-test, kmsKey: key-test }';

/** A fleet with the key pair `ops` on whatever is tagged `ssh: ops`, with these lines added to the key pair. */
export function opsFleet(lines: string = '', head: string = SECRETS): Fleet {
  return fleetOf(`
${head}
keyPairs:
  - name: ops
    instances:
      - { product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }
      - { product: ens, tags: { ssh: ops } }
      - { product: swas, regions: [cn-hangzhou], tags: { ssh: ops } }
${lines.replaceAll(/^(?=\S)/gm, '    ')}
`);
}

/** Noon, and a day before it. */
export const nowMs = Date.parse('2026-11-21T12:00:00Z');

export const longAgoMs = nowMs - 86_400_000;

/** A running Linux instance of `cn-hangzhou`, old, tagged `ssh: ops`, without a key pair. */
export function seen(product: Sighting['product'], observed: Partial<Observed> = {}): Sighting {
  return {
    product,
    regionId: product === 'ens' ? null : 'cn-hangzhou',
    observed: {
      instanceId: 'i-1',
      status: 'Running',
      os: 'linux',
      keyPairName: null,
      instanceName: 'web-1',
      tags: { ssh: 'ops' },
      startedMs: longAgoMs,
      createdMs: longAgoMs,
      addresses: { private: null, public: null },
      ...observed,
    },
  };
}
