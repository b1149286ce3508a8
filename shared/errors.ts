/** One thing wrong with a request: where, and what was expected there. */
export interface Problem {
  /** Path into the request, e.g. `targets.0.instanceIds.3`; empty for the request as a whole. */
  readonly path: string;
  readonly expected: string;
}

/** Every failure raised on purpose. Branch on `code`; messages never contain key material. */
export abstract class KeyfleetError extends Error {
  abstract readonly code: string;
  override get name() {
    return this.code;
  }
}

/** Problems that an answer lists at most: a small request must not make a large answer and line of log. */
const MOST_PROBLEMS = 50;

/** The request is not one of ours; carries the problems found, 50 at most. */
export class InvalidParameterError extends KeyfleetError {
  readonly code = 'InvalidParameter';
  readonly details: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const shown = problems.slice(0, MOST_PROBLEMS);
    const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : '';
    super(`${shown.map(({ path, expected }) => `${path || 'request'}: expected ${expected}`).join('; ')}${more}`);
    this.details = shown;
  }
}

/** More instances in one request than the function's environment allows. */
export class TooManyInstancesError extends KeyfleetError {
  readonly code = 'TooManyInstances';
  constructor(
    readonly count: number,
    readonly max: number,
  ) {
    super(`${count} instances in one request; at most ${max} are allowed (KEYFLEET_MAX_INSTANCES raises it)`);
  }
}

/** The owner of the fleet does not let requests do that; carries every rule against it. */
export class NotAllowedError extends KeyfleetError {
  readonly code = 'NotAllowed';
  constructor(rules: readonly string[]) {
    super(rules.join('; '));
  }
}

export class MethodNotAllowedError extends KeyfleetError {
  readonly code = 'MethodNotAllowed';
  constructor(method: string) {
    super(`${method} is not supported; send the request with POST`);
  }
}

export class UnsupportedMediaTypeError extends KeyfleetError {
  readonly code = 'UnsupportedMediaType';
  constructor(contentType: string | undefined) {
    super(`expected content-type application/json, got ${contentType ? JSON.stringify(contentType) : 'none'}`);
  }
}

/** The function itself is set up wrongly: the operator of the function has to act, not its caller. */
export class ConfigurationError extends KeyfleetError {
  readonly code = 'InvalidConfiguration';
}

/** Something failed that another try may mend: leaves the function, so that the platform delivers the event again. */
export class TryAgainError extends KeyfleetError {
  readonly code = 'TryAgain';
}
