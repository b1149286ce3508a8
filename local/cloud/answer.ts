import type { AnswerBody } from './action.ts';
import type { Call } from './call.ts';
import type { Refusal } from './refusal.ts';

/** What goes back over HTTP. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How long to wait before it is sent, in milliseconds. Default 0. */
  delayMs?: number;
  /** Not sent at all: the connection is reset, or left as it is. */
  delivery?: 'reset' | 'withheld';
}

export function successAnswer(requestId: string, body: AnswerBody): Answer {
  return json(200, requestId, { RequestId: requestId, ...body });
}

/**
 * The error body of the RPC style: RequestId, HostId, Code and Message are documented; Recommend is known from practice
 * only. Choice: HostId is the host that was called, as the samples' endpoint names suggest.
 */
export function refusalAnswer(
  { requestId, request }: Call,
  { status, code, message, detail, headers }: Refusal,
): Answer {
  const host = request.headers.host;
  const answer = json(status, requestId, {
    RequestId: requestId,
    HostId: typeof host === 'string' ? host : '',
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&requestId=${requestId}`,
    ...detail,
  });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function json(status: number, requestId: string, body: AnswerBody): Answer {
  const headers = { 'content-type': 'application/json;charset=utf-8', 'x-acs-request-id': requestId };
  return { status, headers, body: JSON.stringify(body) };
}
