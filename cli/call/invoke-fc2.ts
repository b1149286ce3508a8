import FcClient from '@alicloud/fc2';
import { functionNameOf, type Invoke, type InvokeRequest, toAnswer } from './invoke.ts';
import { NoAnswerError } from './post.ts';

/** Invokes a function by the API of Function Compute 2.0: FC 2016-08-15 InvokeFunction, in a service. */
export const invokeFc2: Invoke = async (knock) => {
  try {
    const name = functionNameOf(knock.name);
    const { headers, data } = await createClient(knock).invokeFunction(knock.service ?? '', name, knock.body);
    return toAnswer(typeof data === 'string' ? data : JSON.stringify(data), headers['x-fc-error-type']);
  } catch (error) {
    return refusedWith(error);
  }
};

function createClient({ base, credentials, timeoutMs }: InvokeRequest) {
  const { accessKeyId: accessKeyID, accessKeySecret, securityToken } = credentials;
  return new FcClient(accountOf(base), {
    accessKeyID,
    accessKeySecret,
    ...(securityToken !== undefined && { securityToken }),
    endpoint: base.origin,
    region: 'cn-hangzhou',
    secure: base.protocol === 'https:',
    timeout: timeoutMs,
  });
}

/** The platform's address begins with the account: `https://<account>.<region>.fc.aliyuncs.com`. */
function accountOf({ hostname }: URL): string {
  return /^\d{6,}(?=\.)/.exec(hostname)?.[0] ?? '0';
}

type ClientError = { readonly name?: string; readonly code?: string; readonly message?: string };

/** The client names a refusal `FC<ErrorCode>Error` and says no status. */
function refusedWith(error: unknown) {
  const { name = '', code, message } = error as ClientError;
  const refusal = /^FC(\w+)Error$/.exec(name)?.[1];
  if (refusal) return { status: 400, body: JSON.stringify({ code: refusal, message }) };
  if (code === 'ECONNREFUSED') throw new NoAnswerError('nothing listens there', false);
  if (code === 'ENOTFOUND') throw new NoAnswerError('there is no such host', false);
  throw new NoAnswerError(code ?? 'the call broke off', true);
}
