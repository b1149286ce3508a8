import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../files.ts';
import type { Said, Task, TestResult } from './task.ts';

export interface Runner {
  /**
   * Runs a task. `silenceMs` is the longest that a test may take before it counts as one that never ends: the process is
   * ended then, and the next task begins a new one.
   */
  run(task: Task, silenceMs: number): Promise<Ran>;
  /** The folder with what its tests have noted. */
  readonly notes: string;
  /** Ends its process with all that belongs to it, and removes its folders. */
  end(): void;
}

export interface Ran {
  readonly results: readonly TestResult[];
  readonly errors: readonly string[];
  readonly hasHung: boolean;
}

/** @param options.isNoting its tests note what they reach */
export function createRunner({ isNoting = false } = {}): Runner {
  const folder = mkdtempSync(join(tmpdir(), 'keyfleet-mutants-'));
  // Like /tmp: scripts of guests run as other users.
  chmodSync(folder, 0o1777);
  const notes = mkdtempSync(join(folder, 'notes-'));
  let child: ChildProcess | null = null;

  function start(): ChildProcess {
    const started = fork(join(import.meta.dirname, 'runner.ts'), {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, TMPDIR: folder, ...(isNoting && { KEYFLEET_REACH: notes }) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
    });
    started.once('exit', () => {
      if (child === started) child = null;
    });
    return started;
  }

  /** With the workers that it started, which are of its group. */
  function kill(): void {
    const pid = child?.pid;
    child = null;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  function end(): void {
    process.off('exit', end);
    kill();
    rmSync(folder, { recursive: true, force: true });
  }

  // Also when this process is told to end before its work is done.
  process.once('exit', end);
  return {
    notes,
    end,
    async run(task, silenceMs) {
      child ??= start();
      const ran = await converse(child, task, silenceMs);
      if (ran.hasHung) kill();
      return ran;
    },
  };
}

/** Sends a task and gathers what is said of it until its end, or until nothing is for too long. */
function converse(child: ChildProcess, task: Task, silenceMs: number): Promise<Ran> {
  const results: TestResult[] = [];
  return new Promise((resolve) => {
    const finish = (errors: readonly string[], hasHung = false) => {
      clearTimeout(timer);
      child.off('message', listen).off('exit', leave);
      resolve({ results, errors, hasHung });
    };
    const timer = setTimeout(() => finish([], true), silenceMs);
    const listen = (said: Said) => {
      timer.refresh();
      if (said.kind === 'test') results.push(said.result);
      else finish(said.errors);
    };
    const leave = () => finish(['the process of the tests ended']);
    child.on('message', listen).once('exit', leave);
    child.send(task);
  });
}
