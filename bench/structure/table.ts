import { toTable } from '../bench.ts';
import type { Figure } from './figures.ts';

/** One column of the table: what was measured, and its figures. */
export interface Column {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** All columns hold the same figures in the same order. */
export function toColumns(columns: readonly Column[]): string[] {
  const [first] = columns;
  const rows = (first?.figures ?? []).map(([name], row) => [
    name,
    ...columns.map(({ figures }) => figures[row]?.[1] ?? ''),
  ]);
  return toTable(['', ...columns.map(({ title }) => title)], rows);
}

const BEGIN = '<!-- structure -->';
const END = '<!-- /structure -->';

/**
 * Puts the table between the two marks of a document.
 * @throws when the document has no such marks
 */
export function putBetweenMarks(document: string, table: readonly string[]): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`expected ${BEGIN} and ${END} in the document`);
  return [before, BEGIN, '\n', table.join('\n'), '\n', END, after].join('');
}
