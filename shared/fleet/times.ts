/** Times as they stand in names, stages and tags: UTC to the second, such as `20261121T183000Z`. */
export function compactTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

const SHAPE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Epoch milliseconds; null for any other text. */
export function readCompactTime(text: string): number | null {
  const [, year, month, day, hour, minute, second] = SHAPE.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? null : ms;
}
