/** An error the documents list: what goes into `Code` and `Message`, and the HTTP status when a whole request fails. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Further fields of the error body, such as `AccessDeniedDetail`. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Headers of the answer, such as `x-acs-retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refuses the request as a whole. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
  }
}
