import type { Command } from './command.ts';
import type { Outcome } from './outcome.ts';

/** A command given to one instance, and what has become of it so far. Times in epoch milliseconds. */
export interface InvocationResult extends Outcome {
  /** Counts up over all results: what a page token points at. */
  readonly ordinal: number;
  readonly invokeId: string;
  readonly instanceId: string;
  readonly command: Command;
  readonly userName: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly creationTime: number;
  startTime: number | null;
  finishedTime: number | null;
}
