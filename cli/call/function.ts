import { showProgress } from '../report/progress.ts';
import type { Env } from '../usage.ts';
import { callUntilComplete } from '../wait/until-complete.ts';
import { baseUrl, functionUrl, LOCAL_URL } from './address.ts';
import { readCredentials } from './credentials.ts';
import { type InvokeName, loadInvoke } from './invoke.ts';
import { type Answer, NoAnswerError } from './post.ts';

/** Longer than the functions' own timeout of 300 s, so that it is theirs that ends a call. */
const TIMEOUT_MS = 330_000;

/** What to ask of which function; `url` is the base address given, if one was. */
export type FunctionCall = {
  readonly name: string;
  readonly request: Record<string, unknown>;
  readonly url: string | undefined;
  readonly env: Env;
  /** Ask again until nothing is left. */
  readonly wait?: boolean;
  /** Default http: the function's HTTP trigger. */
  readonly invoke?: InvokeName;
  /** For fc2: the service that the functions are in. */
  readonly service?: string | undefined;
};

/**
 * Calls the function of that name, signed, with progress on standard error.
 * @throws UsageError for a bad address or absent credentials
 * @throws NoAnswerError saying where there was none, and what to do when it is the local host
 */
export async function callFunction(given: FunctionCall): Promise<Answer> {
  const { name, request, url, env, wait = false, invoke = 'http', service } = given;
  const base = baseUrl(url, env);
  const knock = { base, name, service, body: JSON.stringify(request), credentials: readCredentials(env) };
  const knockOnce = await loadInvoke(invoke);
  const call = () => knockOnce({ ...knock, timeoutMs: TIMEOUT_MS });
  const progress = showProgress(`${name}: asking ${invoke === 'http' ? functionUrl(name, base).href : base.origin}`);
  try {
    return wait ? await callUntilComplete(call, progress.update) : await call();
  } catch (error) {
    throw error instanceof NoAnswerError ? withAdvice(error, base) : error;
  } finally {
    progress.finish();
  }
}

function withAdvice({ message, mayHaveArrived }: NoAnswerError, { origin }: URL): NoAnswerError {
  return new NoAnswerError(`no answer from ${origin}: ${message}. ${advise(mayHaveArrived, origin)}`, mayHaveArrived);
}

function advise(mayHaveArrived: boolean, origin: string): string {
  if (mayHaveArrived) return 'The request may have been carried out; the same command again is safe.';
  const address = 'the address that --url or KEYFLEET_URL gives';
  return origin === LOCAL_URL
    ? `Start the local cloud and functions with \`npm start\`, or check ${address}.`
    : `Check ${address}.`;
}
