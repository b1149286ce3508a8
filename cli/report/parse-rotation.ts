import * as v from 'valibot';
import type { RotationReport } from '../../shared/rotation/report/report.ts';

const textOrNull = v.nullable(v.string());

const standpoint = v.looseObject({
  product: v.string(),
  regionId: textOrNull,
  instanceId: v.string(),
  keyPairName: textOrNull,
  message: v.string(),
});

const cause = v.looseObject({ code: v.string(), message: v.string(), since: textOrNull, mend: v.string() });

/** What is read of a status; what else it has stays. A function of before answers no causes. */
const status = v.looseObject({
  keyPair: v.string(),
  phase: v.string(),
  health: v.string(),
  causes: v.optional(v.array(cause), []),
  next: v.string(),
  counts: v.record(v.string(), v.number()),
  generations: v.array(v.looseObject({ name: v.string(), stages: v.array(v.string()) })),
  currentAgeSeconds: v.nullable(v.number()),
  instances: v.record(v.string(), v.array(standpoint)),
});

const report = v.looseObject({ keyPairs: v.array(status) });

/** The report in an answer; null when the answer is not one. */
export function parseRotation(value: unknown): RotationReport | null {
  const result = v.safeParse(report, value);
  return result.success ? (result.output as unknown as RotationReport) : null;
}
