/** `s.yaml` says something that the local host cannot run. The message names the place and what was expected. */
export class HostConfigError extends Error {
  readonly code = 'InvalidSpec';
}

/** A request that the host answers itself, without running a function. */
export class HostError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Public code, for example `SignatureNotMatch`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
