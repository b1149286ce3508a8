const offsetMs = 8 * 3_600_000;

/** China's local time as an ISO string without its zone, with milliseconds. */
function local(epochMs: number): string {
  return new Date(epochMs + offsetMs).toISOString().slice(0, -1);
}

/** `2020-11-19T21:04:41+08:00` */
export function toEnvelopeTime(epochMs: number): string {
  return `${local(epochMs).slice(0, 19)}+08:00`;
}

/** `2020-11-19T21:04:42.179PRC`: no ISO time, and documented all the same. */
export function toPrcTime(epochMs: number): string {
  return `${local(epochMs)}PRC`;
}

/** `20190409T121826.922+0800` */
export function toMonitorTime(epochMs: number): string {
  return `${local(epochMs).replaceAll(/[-:]/g, '')}+0800`;
}
