import { systemClock } from '../cloud/clock.ts';
import { unpack } from '../cloud/fields.ts';
import { KeyfleetError, TryAgainError } from '../errors.ts';
import { describeError } from './describe-error.ts';
import { type Invocation, startInvocation } from './invocation.ts';
import type { Handler, Surroundings } from './request-handler.ts';

export interface EventHandlerParts<Task, Report extends object> {
  /** Turns what a trigger delivered into a task. Never throws: an error would be delivered again. */
  read(payload: unknown, invocation: Invocation): Task;
  run(task: Task, invocation: Invocation): Promise<Report>;
  /** What another delivery may mend, in a few words; null when there is nothing of the kind. */
  whyTryAgain(report: Report): string | null;
}

/**
 * Makes a function that events and timers call. It logs its report as one line of JSON, and fails only where the
 * platform's delivering the event again may help.
 */
export function defineEventHandler<Task, Report extends object>(
  parts: EventHandlerParts<Task, Report>,
  { environment = process.env, clock = systemClock, log = print }: Surroundings = {},
): Handler {
  return async (event, context) => {
    const startedMs = clock.now();
    const write = (line: object) =>
      log(JSON.stringify({ requestId: context.requestId, elapsedMs: clock.now() - startedMs, ...line }));
    try {
      const invocation = startInvocation(context, environment, clock);
      const report = await parts.run(parts.read(unpack(event.toString('utf8')), invocation), invocation);
      write(report);
      const reason = parts.whyTryAgain(report);
      if (reason) throw new TryAgainError(reason);
      return report;
    } catch (error) {
      if (error instanceof TryAgainError) throw error;
      const code = error instanceof KeyfleetError ? error.code : 'InternalError';
      const message = error instanceof KeyfleetError ? error.message : describeError(error);
      write({ code, message });
      throw new FailedError(code, context.requestId);
    }
  };
}

function print(line: string): void {
  console.log(line);
}

/** What leaves the function says nothing of what was in a message: it is kept where failed events go. */
class FailedError extends Error {
  constructor(code: string, requestId: string) {
    super(`${code}; the log of request ${requestId} says more`);
    this.name = code;
  }
}
