import type { RotationReport } from '../../shared/rotation/report/report.ts';

/** The report in an answer; null when the answer is not one. */
export function parseRotation(value: unknown): RotationReport | null {
  const report = (value ?? {}) as RotationReport;
  if (!Array.isArray(report.keyPairs) || !report.keyPairs.every(isStatus)) return null;
  // A function of before answers none.
  return { ...report, keyPairs: report.keyPairs.map((status) => ({ ...status, causes: status.causes ?? [] })) };
}

function isStatus(value: unknown): boolean {
  const { keyPair, phase, health } = (value ?? {}) as Record<string, unknown>;
  return typeof keyPair === 'string' && typeof phase === 'string' && typeof health === 'string';
}
