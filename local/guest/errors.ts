/** Why a guest cannot do what was asked. */
export type GuestErrorCode = 'NotRunning' | 'NoIsolation' | 'UnknownUser' | 'Destroyed';

/** A guest refuses; `code` says why, and callers branch on it. */
export class GuestError extends Error {
  override readonly name = 'GuestError';

  constructor(
    readonly code: GuestErrorCode,
    message: string,
  ) {
    super(message);
  }
}
