import type { Effective, Outcome, Report, SeenBy, Status } from '../../shared/change/report.ts';
import type { UnseenPlace } from '../../shared/instances/list.ts';
import { alignColumns, printable } from './columns.ts';
import { renderUnseen } from './unseen.ts';

/** What needs attention comes first, so that it is not lost above a long list of successes. */
const ORDER: readonly Status[] = ['failed', 'unknown', 'skipped', 'succeeded'];

const EFFECT: Readonly<Record<Effective, string>> = {
  yes: 'in effect',
  no: 'not in effect',
  afterStart: 'in effect after the next start',
  unknown: '',
};

const SEEN: Readonly<Record<SeenBy, string>> = {
  answer: '',
  readBack: '',
  files: 'by settings and files only',
  guest: 'its sshd says so',
  login: 'proven by a login',
};

/** A report; one of the whole fleet also says which parts of it could not be looked at. */
type AnyReport = Report & { readonly unseen?: readonly UnseenPlace[] };

/**
 * A report as a table for people: first what could not be seen, then what was, grouped by status and in the order asked within
 * a group, the counts last.
 */
export function renderReport(report: AnyReport): string {
  const groups = ORDER.flatMap((status) => renderGroup(status, report.results));
  const lines = [...renderUnseen(report.unseen ?? []), ...groups, ...renderEnd(report)];
  return lines.map((line) => `${line}\n`).join('');
}

function renderGroup(status: Status, results: readonly Outcome[]): string[] {
  const outcomes = results.filter((outcome) => outcome.status === status);
  if (outcomes.length === 0) return [];
  const header = ['PRODUCT', 'REGION', 'INSTANCE', 'KEY PAIR', status === 'succeeded' ? 'EFFECT' : 'REASON'];
  const lines = alignColumns([header, ...outcomes.map(toRow)]);
  return [`${status} (${outcomes.length})`, ...lines.map((line) => `  ${line}`), ''];
}

function toRow(outcome: Outcome): string[] {
  const { product, regionId, instanceId, keyPairName, keyPairId } = outcome;
  const cells = [product, regionId ?? '-', instanceId, keyPairName ?? keyPairId ?? '-', explain(outcome)];
  return cells.map(printable);
}

function explain({ status, code, message, cloudRequestId, effective, seenBy, replaced, managedBy }: Outcome): string {
  if (status !== 'succeeded') {
    const reference = status !== 'skipped' && cloudRequestId ? ` (request ${cloudRequestId})` : '';
    return `${code}: ${message}${reference}`;
  }
  const again = managedBy ? `fleet.yaml attaches ${managedBy} again, unless it is tagged keyfleet:ignore` : '';
  return [EFFECT[effective], SEEN[seenBy ?? 'answer'], replaced ? `replaced ${replaced}` : '', again]
    .filter(Boolean)
    .join('; ');
}

function renderEnd(report: AnyReport): string[] {
  const { action, totalCount, succeededCount, failCount, skippedCount, unknownCount } = report;
  const counts = `${succeededCount} succeeded, ${failCount} failed, ${skippedCount} skipped, ${unknownCount} unknown`;
  const total = `${totalCount} ${totalCount === 1 ? 'instance' : 'instances'}`;
  const places =
    report.unseen && `, ${report.unseen.length} ${report.unseen.length === 1 ? 'place' : 'places'} not seen`;
  const lines = [`${action}${report.dryRun ? ' (dry run)' : ''}: ${total}, ${counts}${places ?? ''}`];
  return report.complete ? lines : [...lines, 'Something was left: the same command goes on (--wait repeats it).'];
}
