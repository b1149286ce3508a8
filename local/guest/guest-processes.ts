import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { GuestError } from './errors.ts';
import type { GuestHost } from './host.ts';
import type { UserKind } from './identity.ts';
import type { Place } from './isolation/runner.ts';
import { collect, type ScriptResult } from './process/collect.ts';
import { commandLine, type ScriptRequest } from './process/command-line.ts';
import { kill } from './process/kill.ts';
import { QuestionFolder } from './questions/question-folder.ts';
import { noIsolationExit } from './ssh/session.ts';

const killed: ScriptResult = { exitCode: null, output: Buffer.alloc(0), droppedBytes: 0, timedOut: false };

/** What the sshd of a guest works with. */
export interface GuestServer {
  /** An OpenSSH private key. */
  hostKey(): string;
  /** Answers what the guest asks the stand-in. */
  answer(question: string): string;
}

/** What runs in one guest: scripts, and commands of logged-in users. */
export class GuestProcesses {
  private readonly running = new Set<ChildProcess>();
  private readonly questions: QuestionFolder;

  constructor(
    private readonly host: GuestHost,
    private readonly place: Place,
    private readonly guest: GuestServer,
  ) {
    this.questions = new QuestionFolder(place.questions, (question) => guest.answer(question));
  }

  /** Runs a script when its turn comes, unless the guest went down meanwhile: then it counts as killed. */
  async run(request: ScriptRequest, timeoutMs: number, isStillUp: () => boolean): Promise<ScriptResult> {
    if (!this.host.runner) throw new GuestError('NoIsolation', 'Scripts cannot be isolated on this host');
    return this.host.limitScripts(async () => {
      if (isStillUp()) await this.host.runner?.openssh?.bringUp(this.place, this.guest.hostKey());
      const child = isStillUp() && this.start(request, 'ignore');
      return child ? collect(child, timeoutMs) : killed;
    });
  }

  /** One connection to the sshd that runs inside, unless the guest went down. */
  async connect(isStillUp: () => boolean): Promise<ChildProcess> {
    const openssh = isStillUp() && this.host.runner?.openssh;
    if (openssh) await openssh.bringUp(this.place, this.guest.hostKey());
    if (!openssh || !isStillUp()) throw new GuestError('NotRunning', `${this.place.hostname} is not running`);
    return openssh.connect(this.place);
  }

  /** Starts a logged-in user's command. Without isolation only what touches nothing has an answer. */
  execute(user: UserKind, userName: string, line: string | undefined): ChildProcess | number {
    const request = { user, userName, script: line ?? 'exec sh', merged: false };
    return this.start(request, 'pipe') ?? echoed(line) ?? trivialExit(line);
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
    await this.host.runner?.openssh?.bringDown(this.place);
  }

  private start(request: ScriptRequest, stdin: 'ignore' | 'pipe'): ChildProcess | undefined {
    const { runner } = this.host;
    if (!runner) return undefined;
    const argv = commandLine(request, runner, this.place);
    const child = runner.start(this.place, { user: request.user, argv }, [stdin, 'pipe', 'pipe']);
    this.running.add(child);
    if (!runner.openssh) this.questions.open();
    child.on('close', () => this.forget(child));
    return child;
  }

  private forget(child: ChildProcess): void {
    this.running.delete(child);
    if (this.running.size === 0) this.questions.close();
  }
}

/** One plain word comes back, as from a shell: it is how a login is proven. */
function echoed(line: string | undefined): ChildProcess | undefined {
  const word = /^echo (\w+)$/.exec(line ?? '')?.[1];
  return word === undefined ? undefined : spawn('echo', [word], { stdio: ['pipe', 'pipe', 'pipe'] });
}

function trivialExit(line: string | undefined): number {
  const { code, word } = /^\s*(?:(?<word>true|false|:)|exit(?:\s+(?<code>\d{1,3}))?)?\s*$/.exec(line ?? 'sh')
    ?.groups ?? {
    code: String(noIsolationExit),
  };
  return word === 'false' ? 1 : Number(code ?? 0) % 256;
}
