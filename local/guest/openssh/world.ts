import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { endProcess, untilEmpty } from './leftovers.ts';

/** The namespaces of a guest that is up, and its first process. */
export class World {
  /** As `/proc/PID/ns/ipc` of the processes in it shows it. */
  namespace = '';
  private readonly closed: Promise<unknown>;
  /** Keeps the namespace, so that the next one does not get its number while we look for what is left in it. */
  private held: number | undefined;

  /** @param outer the process that made the namespaces; the guest's first process is its only child */
  constructor(private readonly outer: ChildProcess) {
    this.closed = once(outer, 'close');
  }

  /** Hands over what it waits for; resolves when its sshd listens, or has refused to. */
  async ready(hostKey: string): Promise<void> {
    const { stdin, stdout, stderr } = this.outer;
    if (!stdin || !stdout || !stderr) throw new Error('the first process of a guest has no streams');
    stdin.on('error', () => {});
    stdin.end(hostKey);
    let complaints = '';
    stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const fails = this.closed.then(() => Promise.reject(new Error(complaints.trim() || 'the guest did not start')));
    await Promise.race([once(stdout, 'data'), fails]);
    fails.catch(() => {});
    const file = `/proc/${this.outer.pid}/ns/ipc`;
    this.held = openSync(file, 'r');
    this.namespace = readlinkSync(file);
  }

  /** Words of nsenter(1) to be in it, in all of its namespaces or in one. */
  enter(part: 'whole' | 'network'): string[] {
    const { pid } = this.outer;
    const whole = ['-m', '-n', '-i', '-u', `--pid=/proc/${pid}/ns/pid_for_children`];
    return ['nsenter', '-t', String(pid), '-U', ...(part === 'whole' ? whole : ['-n']), '-S', '0', '-G', '0', '--'];
  }

  /** Ends the first process, and with it all others; the outer one sees it through, so that no zombie is left behind. */
  async end(): Promise<void> {
    const first = this.namespace && childOf(this.outer.pid);
    if (first) endProcess(first);
    else this.outer.kill('SIGKILL');
    await this.closed;
    if (this.held === undefined) return;
    await untilEmpty(this.namespace);
    closeSync(this.held);
  }
}

/** Undefined where the kernel does not tell (CONFIG_PROC_CHILDREN). */
function childOf(pid: number | undefined): number | undefined {
  try {
    return Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}
