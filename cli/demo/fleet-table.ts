import type { Instance } from '@keyfleet/local-cloud';
import { alignColumns } from '../report/columns.ts';

/** Every instance of the local cloud and the key pair that its control plane shows. */
export function renderFleet(instances: readonly Instance[]): string {
  const header = ['PRODUCT', 'NAME', 'INSTANCE', 'OS', 'STATUS', 'KEY PAIR'];
  const rows = instances.map(({ product, instanceName, instanceId, os, status, keyPairName }) => {
    return [product, instanceName, instanceId, os, status, keyPairName ?? '-'];
  });
  return alignColumns([header, ...rows])
    .map((line) => `  ${line}\n`)
    .join('');
}
