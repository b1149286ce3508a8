/** How a script ended in one instance. */
export interface CommandResult {
  /**
   * - `finished`: it ran to its end; `exitCode` says how.
   * - `timeout`: it was broken off because it took too long.
   * - `failed`: it could not be delivered or started, or was broken off; `code` says why.
   */
  readonly status: 'finished' | 'timeout' | 'failed';
  /** Null unless `finished`. */
  readonly exitCode: number | null;
  /** Both streams, as far as Cloud Assistant keeps them. */
  readonly output: string;
  /** Cloud Assistant's own reason, such as `ClientNotRunning`. */
  readonly code: string | null;
  readonly message: string | null;
}

/** Cloud Assistant: runs scripts inside instances, without a login. */
export interface Commands {
  /** Instances in one `start`. */
  readonly maxInstancesPerCall: number;
  /**
   * Whether the agent answers, for every instance asked. An id that does not exist may be refused, so ask for
   * instances that were seen.
   */
  agents(regionId: string | null, instanceIds: readonly string[]): Promise<Map<string, boolean>>;
  /**
   * Starts a shell script as root and returns the invocation's id. The script may be run twice when an answer is lost
   * and the caller asks again. At most 16 KB as Base64.
   * @param timeoutSeconds 10 to 86,400
   */
  start(
    regionId: string | null,
    instanceIds: readonly string[],
    script: string,
    timeoutSeconds: number,
  ): Promise<string>;
  /** Results that are in; instances in which the script still runs are absent. */
  results(
    regionId: string | null,
    invokeId: string,
    instanceIds: readonly string[],
  ): Promise<Map<string, CommandResult>>;
}

/**
 * One instance's part of an invocation.
 * Source: Ecs 2014-05-26 DescribeInvocationResults and SWAS-OPEN 2020-06-01 DescribeInvocationResult, which agree.
 */
export interface InvocationResult {
  readonly InstanceId?: string;
  readonly InvocationStatus?: string;
  readonly ExitCode?: number | string;
  readonly Output?: string;
  readonly ErrorCode?: string;
  readonly ErrorInfo?: string;
}

const STATUS: Readonly<Record<string, CommandResult['status'] | null>> = {
  Pending: null,
  Scheduled: null,
  Running: null,
  Stopping: null,
  Success: 'finished',
  Failed: 'finished',
  Timeout: 'timeout',
};

/** The result, or null while it is not in. `Failed` is an exit code other than 0; other words are failures to run. */
export function toCommandResult(row: InvocationResult): CommandResult | null {
  const word = row.InvocationStatus || 'Pending';
  const status = Object.hasOwn(STATUS, word) ? (STATUS[word] ?? null) : 'failed';
  if (status === null) return null;
  return {
    status,
    exitCode: status === 'finished' && row.ExitCode !== undefined ? Number(row.ExitCode) : null,
    output: Buffer.from(row.Output ?? '', 'base64').toString('utf8'),
    code: row.ErrorCode || null,
    message: row.ErrorInfo || null,
  };
}

/** The results that are in, by instance, of those asked for. */
export function toCommandResults(
  instanceIds: readonly string[],
  rows: readonly InvocationResult[],
): Map<string, CommandResult> {
  const asked = new Set(instanceIds);
  const entries = rows.flatMap((row): Array<[string, CommandResult]> => {
    const result = row.InstanceId && asked.has(row.InstanceId) ? toCommandResult(row) : null;
    return row.InstanceId && result ? [[row.InstanceId, result]] : [];
  });
  return new Map(entries);
}

/** Every instance asked: an instance that the answer leaves out has no agent that answers. */
export function toAgents(instanceIds: readonly string[], alive: readonly string[]): Map<string, boolean> {
  const known = new Set(alive);
  return new Map(instanceIds.map((id) => [id, known.has(id)]));
}

/** A flag of an answer: a boolean, or its text in any capitalisation. */
export function isTrue(flag: unknown): boolean {
  return String(flag).toLowerCase() === 'true';
}
