import { readFileSync, readlinkSync } from 'node:fs';

/** A process, told apart from a later one that has its number: number, start, and the namespace in which it counts. */
export type Owner = { readonly pid: number; readonly start: string; readonly namespace: string };

/** This process. */
export function ourselves(): Owner {
  return { pid: process.pid, start: startOf(process.pid) ?? '0', namespace: ownNamespace() };
}

/** Whether a process has ended. One that another PID namespace counts cannot be seen from here, and is not said to. */
export function isGone({ pid, start, namespace }: Owner): boolean {
  if (namespace !== ownNamespace()) return false;
  return namespace === '0' ? !isRunning(pid) : startOf(pid) !== start;
}

/** `pid:[4026531836]` without the words; `0` on systems without such namespaces. */
function ownNamespace(): string {
  return read(() => readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '')) ?? '0';
}

/** The 22nd field of proc_pid_stat(5); the second one, a name in parentheses, may hold anything. */
function startOf(pid: number): string | undefined {
  return read(
    () =>
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19],
  );
}

function read<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
