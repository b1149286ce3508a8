export interface BenchOptions {
  /** For everyday use: leaves out what takes minutes. */
  readonly quick: boolean;
  /** Says how far it is, on standard error. */
  progress(line: string): void;
}

/** Measures, and returns lines of Markdown. */
export type Bench = (options: BenchOptions) => Promise<readonly string[]>;

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A Markdown table; the first column is text, the others are figures. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)];
}

/** A target beside what was measured. */
export function verdict(isMet: boolean): string {
  return isMet ? 'met' : '**missed**';
}
