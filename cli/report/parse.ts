import * as v from 'valibot';
import type { Report } from '../../shared/change/report.ts';
import type { Answer } from '../call/post.ts';
import { parseJson } from '../call/request.ts';

const textOrNull = v.nullable(v.string());
const count = v.number();

const place = v.looseObject({ product: v.string(), regionId: textOrNull, code: v.string(), message: v.string() });

const outcome = v.looseObject({
  ...place.entries,
  instanceId: v.string(),
  keyPairName: textOrNull,
  keyPairId: textOrNull,
  status: v.picklist(['succeeded', 'failed', 'skipped', 'unknown']),
  cloudRequestId: textOrNull,
  effective: v.string(),
  seenBy: textOrNull,
  replaced: textOrNull,
  managedBy: v.optional(v.string()),
});

/** What is read of a report; what else it has stays. */
const report = v.looseObject({
  action: v.string(),
  dryRun: v.boolean(),
  complete: v.boolean(),
  totalCount: count,
  succeededCount: count,
  failCount: count,
  skippedCount: count,
  unknownCount: count,
  results: v.array(outcome),
  unseen: v.optional(v.array(place)),
});

/** The report that a function answered; undefined when the answer is anything else. */
export function parseReport({ status, body }: Answer): Report | undefined {
  const value = parseJson(body);
  return status === 200 && v.is(report, value) ? (value as unknown as Report) : undefined;
}
