import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { OutputWindow } from './output-window.ts';

/** How a script ended. */
export interface ScriptResult {
  /** 0-255; 128 + n after signal n. Null when it did not end by itself: timed out, or the guest went down. */
  readonly exitCode: number | null;
  /** Standard output and standard error in the order written; at most 24 KB: the first 6,000 bytes and the last. */
  readonly output: Buffer;
  /** Bytes of output beyond that. */
  readonly droppedBytes: number;
  readonly timedOut: boolean;
}

/** Waits until a process and all that it started are gone, at the latest `timeoutMs` from now. */
export async function collect(child: ChildProcess, timeoutMs: number): Promise<ScriptResult> {
  const output = new OutputWindow();
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.add(chunk));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode: timedOut ? null : exitCode, output: output.kept(), droppedBytes: output.droppedBytes, timedOut };
  } finally {
    clearTimeout(timer);
  }
}
