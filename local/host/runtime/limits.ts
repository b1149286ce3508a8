import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Outcome, unhandled } from './outcome.ts';

/** Of one invocation. */
export type Limits = { readonly timeoutSeconds: number; readonly memoryMb: number };

/** Watches over one invocation. */
export type Watch = {
  /** How an invocation ended whose process is gone. */
  outcome(): Outcome;
  end(): void;
};

/** Choice: how often memory is looked at. What is taken and given back in between goes unseen. */
const LOOK_EVERY_MS = 50;

/**
 * Ends a process that takes longer than its time limit, from now on, or more memory than it has: what is resident, code
 * and buffers outside of the JavaScript heap too. Memory is measured on Linux alone.
 */
export function watchLimits(child: ChildProcess, { timeoutSeconds, memoryMb }: Limits): Watch {
  const startedMs = performance.now();
  let timedOut = false;
  let mostMb = 0;
  const timeout = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutSeconds * 1000);
  const look = () => {
    mostMb = Math.max(mostMb, residentMb(child.pid));
    if (mostMb > memoryMb) child.kill('SIGKILL');
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  look();
  return {
    outcome: () => (timedOut ? timeoutOutcome(timeoutSeconds) : exitOutcome(performance.now() - startedMs, mostMb)),
    end: () => {
      clearTimeout(timeout);
      clearInterval(looking);
    },
  };
}

/** 0 where it cannot be told. Source: proc_pid_status(5), VmRSS in KiB. */
function residentMb(pid: number | undefined): number {
  try {
    const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kib) / 1024);
  } catch {
    return 0;
  }
}

/** Choice: the text is not in the pages we could read, only that a timeout is an UnhandledInvocationError. */
function timeoutOutcome(timeoutSeconds: number): Outcome {
  return unhandled({ errorMessage: `Function timed out after ${timeoutSeconds} seconds` });
}

/**
 * Source: Function Compute, error handling: `Process exited unexpectedly before completing request (duration: 45ms,
 * maxMemoryUsage: 49MB)`. Choice: that a process without memory left ends in the same words.
 */
function exitOutcome(durationMs: number, mostMb: number): Outcome {
  const facts = `duration: ${Math.round(durationMs)}ms, maxMemoryUsage: ${mostMb}MB`;
  return unhandled({ errorMessage: `Process exited unexpectedly before completing request (${facts})` });
}
