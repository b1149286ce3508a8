import { describe } from 'vitest';
import { standbyOverlaps } from './standby-overlaps.ts';

describe('restarts of a scaling group that overlap', () => {
  standbyOverlaps([
    { offsetMs: 0, standbyMs: 0 },
    { offsetMs: 3_000, standbyMs: 0 },
    { offsetMs: 3_000, standbyMs: 3_000 },
    { offsetMs: 5_500, standbyMs: 3_000 },
    { offsetMs: 9_000, standbyMs: 3_000 },
    { offsetMs: 24_000, standbyMs: 3_000 },
  ]);
});
