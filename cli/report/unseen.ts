import type { UnseenPlace } from '../../shared/instances/list.ts';
import { alignColumns, printable } from './columns.ts';

/** Places that could not be looked at, for the top of a table: what stands below knows nothing of them. */
export function renderUnseen(unseen: readonly UnseenPlace[]): string[] {
  if (unseen.length === 0) return [];
  const rows = unseen.map(({ product, regionId, code, message, cloudRequestId }) => {
    const reference = cloudRequestId ? ` (request ${cloudRequestId})` : '';
    return [product, regionId ?? '-', `${code}: ${message}${reference}`].map(printable);
  });
  const lines = alignColumns([['PRODUCT', 'REGION', 'WHY'], ...rows]);
  return [
    `not seen (${unseen.length}): none of the instances there are below`,
    ...lines.map((line) => `  ${line}`),
    '',
  ];
}
