import { isLeft, LEFT, type Outcome, type Report, type Status } from '../../shared/change/report.ts';

/** Instances that a report leaves for another run. */
export function countLeft({ results }: Report): number {
  return results.filter(isLeft).length;
}

/** Whether failed restarts kept the rest from being restarted: an operator should look before going on. */
export function isHalted({ results }: Report): boolean {
  return results.some(({ code }) => code === LEFT.halted);
}

/** One report of two runs of the same request: what an earlier run changed stays said, though the later one skipped it. */
export function mergeReports(earlier: Report | undefined, later: Report): Report {
  if (!earlier) return later;
  const before = new Map(earlier.results.map((outcome) => [keyOf(outcome), outcome]));
  const results = later.results.map((outcome) => {
    const done = before.get(keyOf(outcome));
    return outcome.status === 'skipped' && done?.status === 'succeeded' ? done : outcome;
  });
  const count = (status: Status) => results.filter((outcome) => outcome.status === status).length;
  return {
    ...later,
    succeededCount: count('succeeded'),
    failCount: count('failed'),
    skippedCount: count('skipped'),
    unknownCount: count('unknown'),
    results,
  };
}

const keyOf = ({ product, instanceId }: Outcome) => `${product} ${instanceId}`;
