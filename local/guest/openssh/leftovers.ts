import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A script's processes carry this in their environment, so that they are found wherever they went in their guest. */
export const mark = (id: string) => `KEYFLEET_RUN=${id}`;

/** How often processes that appear while others are ended are looked for. */
const rounds = 50;

/**
 * Ends what a script left running in its guest, but not an sshd that it started: that one serves the guest from now on.
 * A process with an environment of its own making is not found; it ends with the guest.
 */
export async function endLeftovers(namespace: string, id: string): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const left = processesOf(namespace).filter((pid) => isMarked(pid, id));
    if (left.length === 0) return;
    for (const pid of left) endProcess(pid);
    await delay(1);
  }
}

/** Waits until a namespace is empty: its processes are killed together, but not in the same instant. */
export async function untilEmpty(namespace: string): Promise<void> {
  while (processesOf(namespace).length > 0) await delay(1);
}

/** By its IPC namespace, which a process gives up when it ends; a zombie keeps its PID namespace until its parent looks. */
function processesOf(namespace: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(() => readlinkSync(`/proc/${name}/ns/ipc`)) === namespace)
    .map(Number);
}

function isMarked(pid: number, id: string): boolean {
  if (read(() => readFileSync(`/proc/${pid}/comm`, 'utf8')) === 'sshd\n') return false;
  return read(() => readFileSync(`/proc/${pid}/environ`, 'utf8'))
    .split('\0')
    .includes(mark(id));
}

/** Empty for a process that is gone meanwhile. */
function read(look: () => string): string {
  try {
    return look();
  } catch {
    return '';
  }
}

/** Does nothing for one that is gone. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by itself.
  }
}
