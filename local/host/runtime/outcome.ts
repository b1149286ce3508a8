/** What the platform puts in the body of a failed invocation. Source: Function Compute, error handling for Node.js. */
export type FunctionErrorBody = {
  readonly errorMessage: string;
  readonly errorType?: string;
  readonly stackTrace?: readonly string[];
};

/**
 * How one invocation ended. `errorType` is the value of `X-Fc-Error-Type`:
 * handled is `callback(error)`, unhandled is a throw, a timeout or the end of the process.
 */
export type Outcome =
  | { readonly ok: true; readonly payload: Buffer }
  | {
      readonly ok: false;
      readonly errorType: 'HandledInvocationError' | 'UnhandledInvocationError';
      readonly body: FunctionErrorBody;
    };

/** An invocation that ended without the function's own answer. */
export function unhandled(body: FunctionErrorBody): Outcome {
  return { ok: false, errorType: 'UnhandledInvocationError', body };
}
