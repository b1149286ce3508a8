/** An asynchronous call that no try completed, and where it was sent. */
export type FailedEvent = { readonly destination: string; readonly message: object };
