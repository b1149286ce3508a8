import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from '@alicloud/fc20230330';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import { functionNameOf, type Invoke, type InvokeRequest, toAnswer } from './invoke.ts';
import { NoAnswerError } from './post.ts';

const {
  default: Client,
  InvokeFunctionHeaders,
  InvokeFunctionRequest,
} = fc as unknown as typeof import('@alicloud/fc20230330');

/** Invokes a function by the API of Function Compute 3.0: FC 2023-03-30 InvokeFunction. */
export const invokeFc3: Invoke = async (knock) => {
  try {
    const answer = await createClient(knock).invokeFunctionWithOptions(
      functionNameOf(knock.name),
      new InvokeFunctionRequest({ body: Readable.from(Buffer.from(knock.body)) }),
      new InvokeFunctionHeaders({}),
      // The client's connect timeout is in truth one of silence.
      new RuntimeOptions({ readTimeout: knock.timeoutMs, connectTimeout: knock.timeoutMs }),
    );
    return toAnswer(answer.body ? await text(answer.body) : '', answer.headers?.['x-fc-error-type']);
  } catch (error) {
    return refusedWith(error);
  }
};

function createClient({ base, credentials }: InvokeRequest) {
  const protocol = base.protocol === 'http:' ? 'HTTP' : 'HTTPS';
  return new Client(new $OpenApiUtil.Config({ ...credentials, endpoint: base.host, protocol }));
}

type ClientError = { readonly statusCode?: number; readonly code?: string; readonly message?: string };

/** The platform's own refusal as an answer; the messages of network errors quote the request, so they are dropped. */
function refusedWith(error: unknown) {
  const { statusCode, code, message } = error as ClientError;
  if (typeof statusCode === 'number') return { status: statusCode, body: JSON.stringify({ code, message }) };
  if (code === 'ECONNREFUSED') throw new NoAnswerError('nothing listens there', false);
  if (code === 'ENOTFOUND') throw new NoAnswerError('there is no such host', false);
  throw new NoAnswerError(code ?? 'the call broke off', true);
}
