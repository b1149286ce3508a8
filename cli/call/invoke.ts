import type { Credentials } from './credentials.ts';
import type { Answer } from './post.ts';

/** How a function is reached: its HTTP trigger, or the invoke API of Function Compute 3.0 or 2.0. */
export const invokeNames = ['http', 'fc3', 'fc2'] as const;
export type InvokeName = (typeof invokeNames)[number];

/** One call of a function. */
export type InvokeRequest = {
  /** Base address: of the functions (http), or of the platform's API. */
  readonly base: URL;
  /** Such as `attach`. */
  readonly name: string;
  readonly body: string;
  readonly credentials: Credentials;
  /** Function Compute 2.0: the service that the functions are in. */
  readonly service: string | undefined;
  readonly timeoutMs: number;
};

/** @throws NoAnswerError */
export type Invoke = (knock: InvokeRequest) => Promise<Answer>;

/** The name that s.yaml gives the function. */
export const functionNameOf = (name: string) => `keyfleet-${name}`;

/** Each way is loaded only when it is used: the clients of the platform's API are large. */
export async function loadInvoke(name: InvokeName): Promise<Invoke> {
  if (name === 'fc3') return (await import('./invoke-fc3.ts')).invokeFc3;
  if (name === 'fc2') return (await import('./invoke-fc2.ts')).invokeFc2;
  return (await import('./invoke-http.ts')).callHttpTrigger;
}

/**
 * The answer that an HTTP trigger would have given. Called through the API, functions answer a refused request with
 * success and an error's fields, and what they throw comes with success and an error type.
 */
export function toAnswer(body: string, errorType: string | undefined): Answer {
  if (errorType !== undefined) return { status: 500, body };
  const { code, results } = readFields(body);
  if (typeof code !== 'string' || results !== undefined) return { status: 200, body };
  return { status: code === 'InternalError' || code === 'InvalidConfiguration' ? 500 : 400, body };
}

function readFields(body: string): { code?: unknown; results?: unknown } {
  try {
    return (JSON.parse(body) ?? {}) as object;
  } catch {
    return {};
  }
}
