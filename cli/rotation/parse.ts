import type { RotationReport } from '../../shared/rotation/report.ts';

/** The report in an answer; null when it is none. */
export function parseRotation(value: unknown): RotationReport | null {
  const { keyPairs } = (value ?? {}) as Partial<RotationReport>;
  return Array.isArray(keyPairs) && keyPairs.every(isStatus) ? (value as RotationReport) : null;
}

function isStatus(value: unknown): boolean {
  const { keyPair, phase, health } = (value ?? {}) as Record<string, unknown>;
  return typeof keyPair === 'string' && typeof phase === 'string' && typeof health === 'string';
}
