import { LEFT, type Outcome, type Report, reportOf } from '../change/report.ts';
import { isPassing } from '../cloud/errors.ts';
import { toUnseenPlace, type Unlisted, type UnseenPlace } from '../instances/list.ts';
import type { LifecycleEnding } from './lifecycle.ts';

/** A report as of an attach, and what else there is to say of events and of the fleet. */
export interface AutoAttachReport extends Report {
  /** Why some of what came was no reason to look at anything; empty where all was. */
  readonly reasons: readonly string[];
  /** Parts of the fleet that could not be listed. */
  readonly unseen: readonly UnseenPlace[];
  /** What became of each lifecycle action that waited for instances. */
  readonly lifecycleActions: readonly LifecycleEnding[];
}

export interface Findings {
  readonly dryRun: boolean;
  readonly outcomes: readonly Outcome[];
  readonly unlisted: readonly Unlisted[];
  readonly reasons: readonly string[];
  readonly lifecycleActions: readonly LifecycleEnding[];
}

export function makeAutoAttachReport(findings: Findings, requestId: string): AutoAttachReport {
  const { dryRun, outcomes, unlisted, reasons, lifecycleActions } = findings;
  const report = reportOf({ action: 'attach', dryRun }, outcomes, requestId);
  return {
    ...report,
    complete: report.complete && unlisted.length === 0,
    reasons,
    unseen: unlisted.map(toUnseenPlace),
    lifecycleActions,
  };
}

/** Whether another try may mend it: what is not known, was left for want of time, or failed in passing. */
export function isMendable({ status, code }: Pick<Outcome, 'status' | 'code'>): boolean {
  if (status === 'unknown') return true;
  if (status === 'skipped') return code === LEFT.notStarted || code === LEFT.notRestarted;
  return status === 'failed' && isPassing(code);
}

/** What another try may mend, in a few words; null when there is nothing of the kind. */
export function whyTryAgain({ dryRun, results, unseen, lifecycleActions }: AutoAttachReport): string | null {
  if (dryRun) return null;
  const codes = [
    ...results.filter(isMendable).map(({ code }) => code),
    ...unseen
      .filter(({ code }) => isMendable({ status: 'failed', code }) || code === LEFT.notStarted)
      .map(({ code }) => code),
    ...lifecycleActions.filter(({ isOpen }) => isOpen).map(({ code }) => code),
  ];
  if (codes.length === 0) return null;
  return `${codes.length} left for another try: ${[...new Set(codes)].join(', ')}`;
}
