import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { GuestError } from './errors.ts';
import type { GuestHost } from './host.ts';
import type { UserKind } from './identity.ts';
import type { Place } from './isolation/runner.ts';
import { collect, type ScriptResult } from './process/collect.ts';
import { commandLine, type ScriptRequest } from './process/command-line.ts';
import { kill } from './process/kill.ts';
import { noIsolationExit } from './ssh/session.ts';

const killed: ScriptResult = { exitCode: null, output: Buffer.alloc(0), droppedBytes: 0, timedOut: false };

/** What runs in one guest: scripts, and commands of logged-in users. */
export class GuestProcesses {
  private readonly running = new Set<ChildProcess>();

  constructor(
    private readonly host: GuestHost,
    private readonly place: Place,
  ) {}

  /** Runs a script when its turn comes, unless the guest went down meanwhile: then it counts as killed. */
  async run(request: ScriptRequest, timeoutMs: number, isStillUp: () => boolean): Promise<ScriptResult> {
    if (!this.host.runner) throw new GuestError('NoIsolation', 'Scripts cannot be isolated on this host');
    return this.host.limitScripts(async () => {
      const child = isStillUp() && this.start(request, 'ignore');
      return child ? collect(child, timeoutMs) : killed;
    });
  }

  /** Starts a logged-in user's command. Without isolation only what sh would do in no time has an answer. */
  execute(user: UserKind, userName: string, line: string | undefined): ChildProcess | number {
    const request = { user, userName, script: line ?? 'exec sh', merged: false };
    return this.start(request, 'pipe') ?? trivialExit(line);
  }

  /** Ends everything and waits until it is gone. */
  async killAll(): Promise<void> {
    await Promise.all(
      [...this.running].map(async (child) => {
        const closed = once(child, 'close');
        kill(child);
        await closed;
      }),
    );
  }

  private start(request: ScriptRequest, stdin: 'ignore' | 'pipe'): ChildProcess | undefined {
    const { runner } = this.host;
    if (!runner) return undefined;
    const argv = commandLine(request, runner, this.place);
    const child = runner.start(this.place, { user: request.user, argv }, [stdin, 'pipe', 'pipe']);
    this.running.add(child);
    child.on('close', () => this.running.delete(child));
    return child;
  }
}

function trivialExit(line: string | undefined): number {
  const { code, word } = /^\s*(?:(?<word>true|false|:)|exit(?:\s+(?<code>\d{1,3}))?)?\s*$/.exec(line ?? 'sh')
    ?.groups ?? {
    code: String(noIsolationExit),
  };
  return word === 'false' ? 1 : Number(code ?? 0) % 256;
}
