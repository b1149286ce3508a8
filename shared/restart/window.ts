/** How many may be away at once: a count, or a share of all such as `10%`, rounded down; at least 1 either way. */
export type Share = number | `${number}%`;

export function windowSize(share: Share, total: number): number {
  const count = typeof share === 'number' ? share : Math.floor((total * Number.parseFloat(share)) / 100);
  return Math.max(1, Math.min(total, count));
}
