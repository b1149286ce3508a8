import { describe } from 'vitest';
import { standbyOverlaps } from './standby-overlaps.ts';

const STEP_MS = 250;
const LAST_MS = 30_000;

const offsets = Array.from({ length: LAST_MS / STEP_MS + 1 }, (_, at) => at * STEP_MS);

describe('restarts of a scaling group that overlap, at any offset', () => {
  standbyOverlaps(offsets.flatMap((offsetMs) => [0, 3_000].map((standbyMs) => ({ offsetMs, standbyMs }))));
});
