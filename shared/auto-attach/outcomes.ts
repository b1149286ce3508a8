import type { Attached, Outcome } from '../change/report.ts';
import { LEFT } from '../change/report.ts';
import { callFailed, skipped, type Verdict } from '../change/verdict.ts';
import { CloudError } from '../cloud/errors.ts';
import type { AttachDecision, LeaveDecision } from '../fleet/decision.ts';
import { isGenerationOf } from '../fleet/generation.ts';
import type { Subject } from './subject.ts';

const UNSEEN = { keyPairId: null, effective: 'unknown', replaced: null } as const;

/** The outcome of an instance that is left as it is. */
export function outcomeOfLeaving(
  subject: Subject,
  { keyPair, code, message }: LeaveDecision,
  carried: string | null | undefined,
): Outcome {
  const keyPairName = keyPair?.name ?? null;
  const attached: Attached =
    carried === undefined ? 'unknown' : carried && keyPair && isGenerationOf(keyPair.name, carried) ? 'yes' : 'no';
  return { ...subject, ...UNSEEN, ...skipped(code, message), keyPairName, attached, seenBy: 'readBack' };
}

/** The outcome of an instance that the product does not list, or that could not be looked at. */
export function outcomeOfUnseen(subject: Subject, error: CloudError | undefined): Outcome {
  return { ...subject, ...UNSEEN, ...judgeUnseen(error), keyPairName: null, attached: 'unknown', seenBy: null };
}

/** An event may name what is long gone, or never was: no reason to have it delivered again. */
function judgeUnseen(error: CloudError | undefined): Verdict {
  if (!error) return skipped('InvalidInstanceId.NotFound', 'the product lists no such instance in this region');
  return callFailed(error);
}

/** The outcome of an instance that is to be attached, but not now. */
export function outcomeOfDue(subject: Subject, decision: AttachDecision, verdict: Verdict): Outcome {
  const { keyPairName, replaces } = decision;
  return { ...subject, ...UNSEEN, ...verdict, keyPairName, attached: 'no', seenBy: 'readBack', replaced: replaces };
}

/** What a plan says of an instance. */
export function describeDue({ keyPairName, takeEffect, fallback, replaces }: AttachDecision): Verdict {
  const how = { online: 'online', onNextStart: 'in force from its next start on', restart: 'by restarting it' };
  const otherwise = takeEffect === 'online' && fallback !== 'none' ? `, or else ${how[fallback]}` : '';
  const what = replaces ? `replace key pair ${replaces} with ${keyPairName}` : `attach ${keyPairName}`;
  return skipped(replaces ? 'WouldReplace' : 'WouldAttach', `would ${what}, ${how[takeEffect]}${otherwise}`);
}

export const beyondLimit = (max: number) =>
  skipped(LEFT.notStarted, `limits.maxInstances is ${max}, and so many were changed in this run; a later one goes on`);
