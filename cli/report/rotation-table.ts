import type { Cause } from '../../shared/rotation/report/causes.ts';
import type { Proof, RotationRecord } from '../../shared/rotation/report/record.ts';
import type { RotationReport, RotationStatus, Standpoint } from '../../shared/rotation/report/report.ts';
import { alignColumns, printable, tame } from './columns.ts';
import { renderForecast } from './forecast-table.ts';

/** Where rotations stand, for people. */
export function renderRotation({ action, dryRun, keyPairs, home }: RotationReport): string {
  if (keyPairs.length === 0) return 'No key pair of fleet.yaml has a rotation.\n';
  const isBlocked = keyPairs.some(({ phase }) => phase === 'blocked');
  const heading = dryRun ? `${action} (dry run): nothing was changed${isBlocked ? '' : COULD_BE}:\n\n` : '';
  const note = home ? `Rotations are done in ${printable(home)}; this is what can be seen from here.\n\n` : '';
  return `${note}${heading}${keyPairs.map(renderOne).join('\n')}`.split('\n').map(tame).join('\n');
}

const COULD_BE = '; it could be done, from here';

function renderOne(status: RotationStatus): string {
  const { keyPair, phase, health, causes, next, counts, generations, record } = status;
  const lines = [`${keyPair}: ${phase}, ${health}`, ...causes.map(renderCause), `  next: ${next}`];
  if (status.followUp) lines.push(`  goes on by itself at ${status.followUp}`);
  if (status.currentAgeSeconds !== null) lines.push(`  the current key is ${ageText(status.currentAgeSeconds)} old`);
  for (const { name, stages } of generations) lines.push(`  ${name}  ${stages.join(', ') || 'no stage'}`);
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  lines.push(`  instances: ${some.map(([name, count]) => `${count} ${name}`).join(', ') || 'none'}`);
  const rows = Object.entries(status.instances).flatMap(([name, list]) => list.map((one) => toRow(name, one)));
  if (status.forecast) lines.push(...renderForecast(status.forecast));
  else if (rows.length > 0) lines.push('', ...alignColumns([HEADINGS, ...rows]));
  if (record) lines.push('', ...renderRecord(record));
  return `${lines.join('\n')}\n`;
}

function renderCause({ code, message, since, mend }: Cause): string {
  return `  ${printable(`${code}${since ? ` since ${since}` : ''}: ${message}; to do: ${mend}`)}`;
}

function renderRecord({
  generation,
  startedBy,
  fingerprintAfter,
  fingerprintsBefore,
  proofs,
}: RotationRecord): string[] {
  const inside = proofs.filter(({ how }) => how === 'guest').length;
  const before = fingerprintsBefore.map((one) => (typeof one === 'string' ? one : one.fingerprint));
  const begun = startedBy
    ? `by ${startedBy.by} at ${startedBy.at} (request ${startedBy.requestId})`
    : 'not by Keyfleet';
  return [
    `${generation}: seen inside ${inside}, attached to ${proofs.length - inside} more in which nobody could look`,
    `  begun ${begun}`,
    `  fingerprint ${fingerprintAfter ?? 'not known'}, before it ${[...new Set(before)].join(', ') || 'not known'}`,
    '',
    ...alignColumns([PROOF_HEADINGS, ...proofs.map(toProofRow)]),
  ];
}

const PROOF_HEADINGS = ['PROOF', 'PRODUCT', 'REGION', 'INSTANCE', 'OLD KEY', 'AT'];

function toProofRow({ how, product, regionId, instanceId, isOldGone, at }: Proof): string[] {
  const old = isOldGone === null ? 'not looked for' : isOldGone ? 'gone' : 'still there';
  return [how, product, regionId ?? '-', instanceId, old, at].map(printable);
}

const HEADINGS = ['STANDING', 'PRODUCT', 'REGION', 'INSTANCE', 'KEY PAIR', 'WHY'];

function toRow(standing: string, { product, regionId, instanceId, keyPairName, message }: Standpoint): string[] {
  return [standing, product, regionId ?? '-', instanceId, keyPairName ?? '-', message].map(printable);
}

function ageText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return days > 0 ? `${days} d` : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
