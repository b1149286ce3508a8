import { GuestError, type ScriptResult } from '../../guest/index.ts';

/** How far one instance has come, in the words that ECS and SWAS share. */
export interface Outcome {
  /** On this instance. */
  invocationStatus: 'Pending' | 'Running' | 'Success' | 'Failed' | 'Timeout' | 'Aborted' | 'Invalid' | 'Error';
  /** Of the execution as a whole. */
  recordStatus: 'Running' | 'Finished' | 'Failed';
  exitCode: number | null;
  output: Buffer;
  /** Bytes of output beyond what is kept. */
  dropped: number;
  /** Empty when nothing went wrong. */
  errorCode: string;
  errorInfo: string;
}

/**
 * Why a command did not run, or not to its end. Source: ErrorCode and ErrorInfo of ECS 2014-05-26
 * DescribeInvocationResults and SWAS-OPEN 2020-06-01 DescribeInvocationResult.
 */
const problems = {
  InstanceNotRunning: 'the instance is not running when create task',
  CommandNotApplicable: 'the command is not applicable',
  AccountNotExists: 'the specified account does not exists',
  DirectoryNotExists: 'the specified directory does not exists',
  ClientNotRunning: 'the aliyun service is not running on the instance',
  ExecutionTimeout: 'the command execution has been timeout',
  ExecutionException: 'the command execution got an exception',
  ExecutionInterrupted: 'the command execution has been interrupted',
  ExitCodeNonzero: 'the command execution exit code is not zero',
} as const;
export type CommandProblem = keyof typeof problems;

/** Choice: which status goes with which error is not documented beyond the meaning of the words. */
const statusOf: Readonly<Record<CommandProblem, Outcome['invocationStatus']>> = {
  InstanceNotRunning: 'Aborted',
  ClientNotRunning: 'Aborted',
  CommandNotApplicable: 'Invalid',
  AccountNotExists: 'Invalid',
  DirectoryNotExists: 'Invalid',
  ExecutionTimeout: 'Timeout',
  ExecutionException: 'Error',
  ExecutionInterrupted: 'Error',
  ExitCodeNonzero: 'Failed',
};

const nothing = { exitCode: null, output: Buffer.alloc(0), dropped: 0, errorCode: '', errorInfo: '' };
export const pending: Outcome = { ...nothing, invocationStatus: 'Pending', recordStatus: 'Running' };
export const running: Outcome = { ...nothing, invocationStatus: 'Running', recordStatus: 'Running' };

export function failed(problem: CommandProblem): Outcome {
  return { ...nothing, ...errorOf(problem), invocationStatus: statusOf[problem], recordStatus: 'Failed' };
}

/** A script that ended with another exit code than 0 is `Failed`, but its execution `Finished`, as in ECS's sample. */
export function ended({ exitCode, output, droppedBytes: dropped, timedOut }: ScriptResult): Outcome {
  if (timedOut) return { ...failed('ExecutionTimeout'), output, dropped };
  if (exitCode === null) return { ...failed('ExecutionInterrupted'), output, dropped };
  const ran = { exitCode, output, dropped, recordStatus: 'Finished' } as const;
  if (exitCode === 0) return { ...ran, invocationStatus: 'Success', errorCode: '', errorInfo: '' };
  return { ...ran, ...errorOf('ExitCodeNonzero'), invocationStatus: 'Failed' };
}

/** A guest that refuses says why; anything else is a fault of the local cloud itself, told on standard error. */
export function broken(error: unknown): Outcome {
  if (!(error instanceof GuestError)) console.error(error);
  const code = error instanceof GuestError ? error.code : undefined;
  if (code === 'UnknownUser') return failed('AccountNotExists');
  if (code === 'NoIsolation') return failed('ClientNotRunning');
  return failed(code === undefined ? 'ExecutionException' : 'ExecutionInterrupted');
}

function errorOf(problem: CommandProblem) {
  return { errorCode: problem, errorInfo: problems[problem] };
}
