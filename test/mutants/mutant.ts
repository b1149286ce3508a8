/** One change to a text: what stands between two offsets becomes `text`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The kind of change, such as `condition negated`. */
  readonly what: string;
}

/** A change to one source of the tree that a test should notice. */
export interface Mutant extends Change {
  /** The source's path from the root of the tree. */
  readonly file: string;
  /** The line that the change begins in, from 1 on. */
  readonly line: number;
}

export function apply(source: string, { start, end, text }: Change): string {
  return source.slice(0, start) + text + source.slice(end);
}

export function toMutant(file: string, source: string, change: Change): Mutant {
  return { ...change, file, line: source.slice(0, change.start).split('\n').length };
}

/** The lines that a change makes different, as they were and as they become, without their indentation. */
export function linesOf(source: string, change: Change): { readonly was: string; readonly now: string } {
  const [was, now] = [toLines(source), toLines(apply(source, change))];
  let first = 0;
  while (was[first] === now[first] && first < was.length) first++;
  let last = 0;
  while (was.at(-1 - last) === now.at(-1 - last) && last < Math.min(was.length, now.length) - first) last++;
  const changed = (lines: readonly string[]) => lines.slice(first, lines.length - last).join('\n');
  return { was: changed(was), now: changed(now) };
}

function toLines(text: string): string[] {
  return text.split('\n').map((line) => line.trim());
}
