import type { RotationReport, RotationStatus, Standpoint } from '../../shared/rotation/report.ts';
import { alignColumns, printable } from '../report/columns.ts';

/** Where rotations stand, for people. */
export function renderRotation({ keyPairs }: RotationReport): string {
  if (keyPairs.length === 0) return 'No key pair of fleet.yaml has a rotation.\n';
  return keyPairs.map(renderOne).join('\n');
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
  if (record)
    lines.push('', `${record.generation}: proven on ${record.proofs.length}, ${record.fingerprintAfter ?? ''}`);
  return `${lines.join('\n')}\n`;
}

const HEADINGS = ['STANDING', 'PRODUCT', 'REGION', 'INSTANCE', 'KEY PAIR', 'WHY'];

function toRow(standing: string, { product, regionId, instanceId, keyPairName, message }: Standpoint): string[] {
  return [standing, product, regionId ?? '-', instanceId, keyPairName ?? '-', message].map(printable);
}

function ageText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return days > 0 ? `${days} d` : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
