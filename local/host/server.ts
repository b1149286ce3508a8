import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SignatureError } from '../signature/acs3.ts';
import { HostError } from './errors.ts';
import { requireLoopbackClient } from './http/loopback.ts';
import { type HostRequest, type HostResponse, readRequest } from './http/request.ts';
import { answerInvoke2016, invoke2016ErrorBody, isInvoke2016Path } from './invoke-2016/index.ts';
import { answerInvokeApi, type InvokeApiOptions, isInvokeApiPath } from './invoke-api.ts';
import { createRequestId } from './runtime/context.ts';
import { answerHttpTrigger } from './triggers/http.ts';

export type HostServerOptions = InvokeApiOptions & { readonly log: (line: string) => void };

/** The HTTP front of the host: the triggers of `s.yaml` and the invoke API. Every answer carries `x-fc-request-id`. */
export function createHostServer(options: HostServerOptions): Server {
  return createServer((incoming, outgoing) => {
    serve(incoming, outgoing, options).catch((error: unknown) => {
      options.log(String(error));
      outgoing.destroy();
    });
  });
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, options: HostServerOptions): Promise<void> {
  const requestId = createRequestId(options.now());
  const response = await answer(incoming, requestId, options).catch((error: unknown) => {
    return toErrorResponse(error, requestId, incoming.url ?? '', options.log);
  });
  outgoing.writeHead(response.status, {
    ...response.headers,
    'x-fc-request-id': requestId,
    'content-length': Buffer.byteLength(response.body),
    // Where the body was not read to its end, the connection cannot carry another request.
    ...(incoming.complete ? {} : { connection: 'close' }),
  });
  outgoing.end(response.body);
}

async function answer(incoming: IncomingMessage, requestId: string, options: HostServerOptions): Promise<HostResponse> {
  requireLoopbackClient(incoming);
  const request: HostRequest = await readRequest(incoming, requestId);
  if (isInvokeApiPath(request.rawPath)) return answerInvokeApi(request, options);
  return isInvoke2016Path(request.rawPath) ? answerInvoke2016(request, options) : answerHttpTrigger(request, options);
}

/** `{RequestId, Code, Message}`, the body that clients of the 2023-03-30 API read; those of 2016-08-15 read another. */
function toErrorResponse(error: unknown, requestId: string, target: string, log: (line: string) => void): HostResponse {
  const known = toHostError(error);
  if (!known) log(`${requestId} ${error instanceof Error ? error.stack : String(error)}`);
  const refused = known ?? new HostError(500, 'InternalServerError', 'an internal error has occurred');
  const { status, code, message } = refused;
  const body = isInvoke2016Path(target)
    ? invoke2016ErrorBody(refused)
    : { RequestId: requestId, Code: code, Message: message };
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function toHostError(error: unknown): HostError | undefined {
  if (error instanceof HostError) return error;
  return error instanceof SignatureError ? new HostError(403, error.code, error.message) : undefined;
}
