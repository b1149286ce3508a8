/**
 * How long a test, a hook or a file's own `beforeAll` may take. It bounds hangs and nothing else: beside others that use
 * all of a machine, what takes one second takes a minute.
 */
export const TEST_LIMIT_MS = 300_000;

/** How long a condition, an answer or another process is waited for: less, so that the wait is what the failure names. */
export const PATIENCE_MS = 120_000;

/**
 * What goes into the configuration of one of the vendor's clients, which by default give up after three seconds. Their
 * connect timeout is in truth one of silence.
 */
export const patient = { readTimeout: PATIENCE_MS, connectTimeout: PATIENCE_MS };
