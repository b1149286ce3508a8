import type { AnswerBody } from '../action/action.ts';
import type { Refusal } from '../action/refusal.ts';
import type { Call } from './call.ts';
import { formatOf } from './format.ts';
import { toXml } from './xml.ts';

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

export function successAnswer(call: Call, body: AnswerBody): Answer {
  return write(call, 200, `${call.actionName}Response`, { RequestId: call.requestId, ...body });
}

export function refusalAnswer(call: Call, refusal: Refusal): Answer {
  const { requestId, product } = call;
  const body = product?.dialect.errorBody?.(refusal, requestId) ?? rpcErrorBody(call, refusal);
  const answer = write(call, refusal.status, product?.dialect.errorRoot ?? 'Error', body);
  return { ...answer, headers: { ...answer.headers, ...refusal.headers } };
}

/**
 * The error body of the RPC style: RequestId, HostId, Code and Message are documented; Recommend is known from practice
 * only. Choice: HostId is the host that was called, as the samples' endpoint names suggest.
 */
function rpcErrorBody({ requestId, request }: Call, { code, message, detail }: Refusal): AnswerBody {
  const host = request.headers.host;
  return {
    RequestId: requestId,
    HostId: typeof host === 'string' ? host : '',
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&requestId=${requestId}`,
    ...detail,
  };
}

/** Writes fields in the format that was asked for; `root` is the name of XML's outermost element. */
function write(call: Call, status: number, root: string, body: AnswerBody): Answer {
  const isXml = formatOf(call) === 'xml';
  const headers = {
    'content-type': isXml ? 'text/xml;charset=utf-8' : 'application/json;charset=utf-8',
    'x-acs-request-id': call.requestId,
  };
  return { status, headers, body: isXml ? toXml(root, body) : JSON.stringify(body) };
}
