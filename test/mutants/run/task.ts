/** What a runner's tests find instead of what is on the disk. */
export type Replaced =
  /** One source with a change in it. */
  | { readonly kind: 'mutant'; readonly file: string; readonly text: string }
  /** Sources that note which of their functions run; the place in the list is a file's number. */
  | { readonly kind: 'noting'; readonly files: readonly string[] };

/** The tests of one file: those with these ids, or all of them. */
export interface TestsOf {
  readonly file: string;
  readonly ids: readonly string[] | null;
}

/** One run of tests, in this order. */
export interface Task {
  readonly replaced: Replaced;
  readonly tests: readonly TestsOf[];
  /** Ends at the first test that fails. */
  readonly endsAtFailure: boolean;
  readonly workers: number;
}

export interface TestResult {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly hasFailed: boolean;
  readonly ms: number;
}

/** What a runner says while it runs a task: a test has ended, or all have. */
export type Said =
  | { readonly kind: 'test'; readonly result: TestResult }
  | { readonly kind: 'end'; readonly errors: readonly string[] };
