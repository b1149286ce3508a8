import type { Caller } from '../cloud.ts';

export interface Job extends Caller {
  /** The quota as an operator would configure it. */
  readonly known?: string | undefined;
  /** Called before each attach call. */
  beginAttaching(): Promise<void>;
  /** Called when an attach call is over. */
  attachedOne(): void;
}

/** Attaches key pair `bench`; says of which instances it believes that it did, or only of how many. */
export type Strategy = (job: Job) => Promise<readonly string[] | number>;
