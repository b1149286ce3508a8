import { type Clock, systemClock } from '../cloud/clock.ts';
import { InvalidParameterError, KeyfleetError } from '../errors.ts';
import { answerHttp, isHttpEvent, readHttp, readJson } from '../triggers/http.ts';
import { describeError } from './describe-error.ts';
import { type Context, type Invocation, startInvocation } from './invocation.ts';
import type { Environment } from './settings.ts';

/** A function as Function Compute calls it. */
export type Handler = (event: Buffer, context: Context) => Promise<object>;

export interface HandlerParts<Command, Report extends object> {
  /** Turns the caller's JSON into a command, or throws what is wrong with it. Events never come over HTTP. */
  read(payload: unknown, invocation: Invocation, isHttp: boolean): Command;
  run(command: Command, invocation: Invocation): Promise<Report>;
  /** What the log says of a report, beside the request id and the time taken. Nothing secret, nothing long. */
  summarize(report: Report): object;
}

/** What tests pass in. */
export interface Surroundings {
  readonly environment?: Environment;
  readonly clock?: Clock;
  log?(line: string): void;
}

/** HTTP status by error code; anything else is a 500. */
const STATUS: Readonly<Record<string, number>> = {
  InvalidParameter: 400,
  NotAllowed: 403,
  MethodNotAllowed: 405,
  RotationRefused: 409,
  TooManyInstances: 413,
  UnsupportedMediaType: 415,
};

/**
 * Makes a function that is called over HTTP or directly with the same JSON. It answers every failure and throws none:
 * the platform would show the caller a stack trace.
 */
export function defineHandler<Command, Report extends object>(
  parts: HandlerParts<Command, Report>,
  { environment = process.env, clock = systemClock, log = console.log }: Surroundings = {},
): Handler {
  return async (event, context) => {
    const startedMs = clock.now();
    const { isHttp, statusCode, body, summary } = await answer(parts, event, context, environment, clock);
    log(JSON.stringify({ requestId: context.requestId, statusCode, elapsedMs: clock.now() - startedMs, ...summary }));
    return isHttp ? answerHttp(statusCode, body) : body;
  };
}

async function answer<Command, Report extends object>(
  parts: HandlerParts<Command, Report>,
  event: Buffer,
  context: Context,
  environment: Environment,
  clock: Clock,
) {
  let isHttp = false;
  try {
    const trigger = readJson(event.toString('utf8'));
    isHttp = isHttpEvent(trigger);
    const invocation = startInvocation(context, environment, clock);
    const command = parts.read(isHttpEvent(trigger) ? readHttp(trigger) : trigger, invocation, isHttp);
    const report = await parts.run(command, invocation);
    return { isHttp, statusCode: 200, body: report, summary: parts.summarize(report) };
  } catch (error) {
    return { isHttp, ...answerError(error, context.requestId) };
  }
}

function answerError(error: unknown, requestId: string) {
  if (!(error instanceof KeyfleetError)) {
    const message = `an unexpected failure; quote the request id ${requestId}`;
    return {
      statusCode: 500,
      body: { requestId, code: 'InternalError', message },
      summary: { error: describeError(error) },
    };
  }
  const { code, message } = error;
  const details = error instanceof InvalidParameterError ? { details: error.details } : {};
  return {
    statusCode: STATUS[code] ?? 500,
    body: { requestId, code, message, ...details },
    summary: { code, message },
  };
}
