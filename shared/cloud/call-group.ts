const SIZE = 3;
const TOGETHER_MS = 10;

/**
 * Counts calls off in groups: three start together, and then there is a pause as for three. The last of them is refused
 * while the quota still has room for a caller that sends one call, so a limit is met by us and not by others. Groups stay
 * within half of the largest burst that was let in, because a quota without bursts would refuse every second call.
 */
export function createGroup() {
  let left = 0;
  let together = 0;
  let sinceMs = Number.NEGATIVE_INFINITY;
  let burst = 0;
  const size = () => Math.max(1, Math.min(SIZE, Math.floor(burst / 2)));
  return {
    /** How many calls there has to be room for before the next may start. */
    wanted: () => (left > 0 ? 1 : size()),
    started: () => {
      left = (left > 0 ? left : size()) - 1;
    },
    /** A call that was started then was let in. */
    admitted: (startedMs: number) => {
      if (startedMs - sinceMs >= TOGETHER_MS) [together, sinceMs] = [0, startedMs];
      burst = Math.max(burst, ++together);
    },
    /** The next call begins a group. */
    end: () => {
      left = 0;
    },
  };
}
