import type { Share } from '../take-effect.ts';

export function windowSize(share: Share, total: number): number {
  const count = typeof share === 'number' ? share : Math.floor((total * Number.parseFloat(share)) / 100);
  return Math.max(1, Math.min(total, count));
}
