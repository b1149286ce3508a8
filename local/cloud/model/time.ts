/** UTC to the second: `2024-05-06T02:28:09Z`. */
export function toSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** UTC to the minute, as creation times appear: `2018-10-10T01:00Z`. */
export function toMinutes(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16)}Z`;
}
