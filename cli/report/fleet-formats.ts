import type { InstanceRow } from '../../shared/inventory/row.ts';
import { alignColumns, printable, safeJson } from './columns.ts';
import type { Fleet } from './fetch-fleet.ts';
import { renderUnseen } from './unseen.ts';

export const FORMATS = ['table', 'wide', 'json', 'jsonl', 'csv', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

interface Column {
  readonly heading: string;
  readonly cell: (row: InstanceRow) => string | null;
}

const narrow: readonly Column[] = [
  { heading: 'PRODUCT', cell: ({ product }) => product },
  { heading: 'REGION', cell: ({ regionId }) => regionId },
  { heading: 'INSTANCE', cell: ({ instanceId }) => instanceId },
  { heading: 'NAME', cell: ({ instanceName }) => instanceName },
  { heading: 'STATUS', cell: ({ status }) => status },
  { heading: 'KEY PAIR', cell: keyPairOf },
  { heading: 'GENERATION', cell: ({ generation }) => generation?.state ?? null },
  { heading: 'DRIFT', cell: ({ drift, isIgnored }) => drift?.code ?? (isIgnored ? 'ignored' : null) },
];

const wide: readonly Column[] = [
  ...narrow,
  { heading: 'SELECTED BY', cell: ({ selectedBy }) => selectedBy },
  { heading: 'PROVEN', cell: ({ proven }) => proven && `${proven.keyPairName} at ${proven.at}` },
  { heading: 'PRIVATE', cell: ({ addresses }) => addresses.private },
  { heading: 'PUBLIC', cell: ({ addresses }) => addresses.public },
  { heading: 'WHY', cell: ({ drift }) => drift?.message ?? null },
];

function keyPairOf({ attached, keyPairName }: InstanceRow): string | null {
  return attached === 'unknown' ? 'unknown' : keyPairName;
}

/** A fleet in one of the formats. JSON and its lines have every field; the others the columns. */
export function renderFleet(fleet: Fleet, format: Format): string {
  const { instances } = fleet;
  if (format === 'json') return `${safeJson(JSON.stringify(fleet))}\n`;
  if (format === 'jsonl') return toLines(instances.map((row) => safeJson(JSON.stringify(row))));
  if (format === 'csv') return toLines(toTable(instances, wide).map((row) => row.map(toCsv).join(',')));
  if (format === 'markdown') return toLines(toMarkdown(toTable(instances, narrow)));
  const table = alignColumns(toTable(instances, format === 'wide' ? wide : narrow, '-'));
  return toLines([...renderMissing(fleet), ...(instances.length > 0 ? [...table, ''] : []), toSummary(fleet)]);
}

const toLines = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

function toTable(rows: readonly InstanceRow[], columns: readonly Column[], none = ''): string[][] {
  const headings = columns.map(({ heading }) => heading);
  return [headings, ...rows.map((row) => columns.map(({ cell }) => printable(cell(row) ?? '') || none))];
}

/** A spreadsheet takes what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function toCsv(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toMarkdown([headings = [], ...rows]: readonly (readonly string[])[]): string[] {
  const toLine = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [toLine(headings), `|${headings.map(() => '---|').join('')}`, ...rows.map(toLine)];
}

function renderMissing({ unseen, unread }: Fleet): string[] {
  const secrets = unread.map(({ keyPair, code, message }) => [keyPair, `${code}: ${message}`].map(printable));
  const lines = alignColumns([['KEY PAIR', 'WHY'], ...secrets]).map((line) => `  ${line}`);
  const said = [`not read (${unread.length}): which generation is the current one is unknown`, ...lines, ''];
  return [...renderUnseen(unseen), ...(unread.length > 0 ? said : [])];
}

function toSummary({ totalCount, instances, unseen }: Fleet): string {
  const drifted = instances.filter(({ drift }) => drift !== null).length;
  const bare = instances.filter(({ attached }) => attached === 'no').length;
  const counts = `${totalCount} ${totalCount === 1 ? 'instance' : 'instances'}, ${bare} without a key pair, ${drifted} drifted`;
  return `${counts}, ${unseen.length} ${unseen.length === 1 ? 'place' : 'places'} not seen`;
}
