import type { Proof, RotationRecord } from '../../shared/rotation/record.ts';
import type { RotationReport, RotationStatus, Standpoint } from '../../shared/rotation/report.ts';
import { alignColumns, printable } from '../report/columns.ts';

/** Where rotations stand, for people. */
export function renderRotation({ action, dryRun, keyPairs }: RotationReport): string {
  if (keyPairs.length === 0) return 'No key pair of fleet.yaml has a rotation.\n';
  const heading = dryRun ? `${action} (dry run): nothing was changed; it could be done, from here:\n\n` : '';
  return `${heading}${keyPairs.map(renderOne).join('\n')}`;
}

function renderOne(status: RotationStatus): string {
  const { keyPair, phase, health, reason, next, counts, generations, record } = status;
  const lines = [`${keyPair}: ${phase}, ${health}${reason ? ` (${reason})` : ''}`, `  next: ${next}`];
  if (status.followUp) lines.push(`  goes on by itself at ${status.followUp}`);
  if (status.currentAgeSeconds !== null) lines.push(`  the current key is ${ageText(status.currentAgeSeconds)} old`);
  for (const { name, stages } of generations) lines.push(`  ${name}  ${stages.join(', ') || 'no stage'}`);
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  lines.push(`  instances: ${some.map(([name, count]) => `${count} ${name}`).join(', ') || 'none'}`);
  const rows = Object.entries(status.instances).flatMap(([name, list]) => list.map((one) => toRow(name, one)));
  if (rows.length > 0) lines.push('', ...alignColumns([HEADINGS, ...rows]));
  if (record) lines.push('', ...renderRecord(record));
  return `${lines.join('\n')}\n`;
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
