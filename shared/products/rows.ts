import type { Answer, Row } from './driver.ts';

interface Body {
  readonly RequestId?: unknown;
  readonly Results?: unknown;
}

/**
 * Reads the rows of an attach or detach answer. ECS nests them under `Results.Result`, ENS and SWAS do not; both are
 * accepted from all, because the documents contradict each other. An answer without rows has none.
 */
export function toAnswer(body: Body): Answer {
  return {
    requestId: typeof body.RequestId === 'string' ? body.RequestId : null,
    rows: rowsIn(body.Results).flatMap(toRow),
  };
}

function rowsIn(results: unknown): unknown[] {
  if (Array.isArray(results)) return results;
  const nested = (results as { Result?: unknown } | null | undefined)?.Result;
  return Array.isArray(nested) ? nested : [];
}

function toRow(row: unknown): Row[] {
  const { InstanceId, Success, Code, Message } = (row ?? {}) as Record<string, unknown>;
  return typeof InstanceId === 'string'
    ? [{ instanceId: InstanceId, success: Success, code: Code, message: Message }]
    : [];
}
