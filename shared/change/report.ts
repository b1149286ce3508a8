import type { ProductName } from '../products/product.ts';
import { instanceKey } from '../products/sighting.ts';
import { LEFT, type Status } from '../verdict.ts';
import type { Action, Command } from './command.ts';

export { LEFT, type Status } from '../verdict.ts';

/** Whether the control plane shows the key pair on the instance. */
export type Attached = 'yes' | 'no' | 'unknown';

/**
 * Whether the change is in force inside the instance: `afterStart` is from its next start on, `unknown` is not seen.
 */
export type Effective = 'yes' | 'no' | 'afterStart' | 'unknown';

/**
 * The best evidence there is: the call's own answer, reading back, `files` of the guest with its settings and account,
 * `guest`: its own sshd asked inside, or a real login.
 */
export type SeenBy = 'answer' | 'readBack' | 'files' | 'guest' | 'login';

/** What became of one requested instance. */
export interface Outcome {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly instanceId: string;
  readonly keyPairName: string | null;
  /** Where the product has key pair ids (ENS), else null. */
  readonly keyPairId: string | null;
  readonly status: Status;
  /** `200`, the cloud's own code, or ours: `AlreadyAttached`, `NotAttached`, `NotStarted`, `WouldAttach`, … */
  readonly code: string;
  readonly message: string;
  /** The request id to quote to the vendor; null where no call decided. */
  readonly cloudRequestId: string | null;
  readonly attached: Attached;
  readonly effective: Effective;
  readonly seenBy: SeenBy | null;
  /** The key pair that attaching took off; null where there was none or it is not known. */
  readonly replaced: string | null;
  /** After a detach: the key pair of `fleet.yaml` that would be attached again; absent where none would. */
  readonly managedBy?: string;
}

/** The answer to a processed request: one result per requested instance, in the order asked. */
export interface Report {
  readonly requestId: string;
  readonly action: Action;
  readonly dryRun: boolean;
  /** False when something was left to do: the same request again goes on. */
  readonly complete: boolean;
  readonly totalCount: number;
  readonly succeededCount: number;
  readonly failCount: number;
  readonly skippedCount: number;
  readonly unknownCount: number;
  readonly results: readonly Outcome[];
}

const LEFT_CODES: readonly string[] = Object.values(LEFT);

/** Whether an instance was left: the same request again goes on with it. */
export const isLeft = ({ code }: Pick<Outcome, 'code'>) => LEFT_CODES.includes(code);

/** Puts the outcomes in the order asked and counts them. Throws when an instance has none: nothing is ever dropped. */
export function makeReport(command: Command, outcomes: readonly Outcome[], requestId: string): Report {
  const byInstance = new Map(outcomes.map((outcome) => [instanceKey(outcome), outcome]));
  const results = command.targets.flatMap(({ keyPair, instanceIds }) =>
    instanceIds.map((instanceId) => {
      const key = instanceKey({ product: keyPair.product, instanceId });
      const outcome = byInstance.get(key);
      if (!outcome) throw new Error(`no outcome for ${key}`);
      return outcome;
    }),
  );
  return reportOf(command, results, requestId);
}

/** Counts outcomes, in the order given. */
export function reportOf(
  { action, dryRun }: Pick<Command, 'action' | 'dryRun'>,
  results: readonly Outcome[],
  requestId: string,
): Report {
  const count = (status: Status) => results.filter((outcome) => outcome.status === status).length;
  return {
    requestId,
    action,
    dryRun,
    complete: !results.some(isLeft),
    totalCount: results.length,
    succeededCount: count('succeeded'),
    failCount: count('failed'),
    skippedCount: count('skipped'),
    unknownCount: count('unknown'),
    results,
  };
}

/** What the log says of a report: counts, and no instance or key pair. */
export function summarize(report: Report): object {
  const { action, dryRun, complete, totalCount, succeededCount, failCount, skippedCount, unknownCount } = report;
  return { action, dryRun, complete, totalCount, succeededCount, failCount, skippedCount, unknownCount };
}
