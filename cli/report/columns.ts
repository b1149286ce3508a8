/** Lays rows out in columns, two spaces apart; the last column is as long as it is. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/**
 * Text from the network for a terminal: control characters, which could rewrite the screen, and format controls, which could
 * reorder what is read, become spaces.
 */
export function printable(text: string): string {
  return tame(text).trim();
}

/** The same for a whole line, whose indentation stays. */
export function tame(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

/** JSON for a terminal: what {@link printable} takes away can only stand in texts, where it is written as an escape. */
export function safeJson(json: string): string {
  const escape = (one: string) =>
    one
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  return json.replace(/[\x7f-\x9f\p{Cf}\u2028\u2029]/gu, escape);
}
