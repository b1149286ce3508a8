import type { AttachedKeyPair, BootOptions, ScriptResult } from '../../../../local/guest/index.ts';
import { bodyOf, lineOf } from './keys.ts';
import { type Line, runInModel, takesSize } from './run-script.ts';
import { readScript } from './script-reader.ts';

/** How a guest's sshd behaves. `large`: it takes no small keys; `mute`: there is nothing inside to ask it with. */
export type SshdKind = 'usual' | 'large' | 'mute';

/**
 * A guest as far as a rotation meets one: a file of keys, an sshd that takes them or not, boots that bring the attached key
 * pair in. What a boot does is the local cloud's own guest's (`takeKeyPair`), and so is what a script is to do the real one's;
 * `guest-model.test.ts` holds them together.
 */
export class ModelGuest {
  bootId: string | null = null;
  lines: Line[] = [];
  sshd: SshdKind = 'usual';
  /** Files cannot be written. */
  isReadOnly = false;
  readonly listeningPort = null;
  private taken: AttachedKeyPair | null = null;

  /** @param wait until the agent has fetched and run a script */
  constructor(
    readonly instanceId: string,
    private readonly wait: () => Promise<void>,
  ) {}

  async boot({ keyPair, runCloudInit = true, bootId = 'boot' }: BootOptions): Promise<void> {
    this.bootId = bootId;
    if (!runCloudInit) return;
    this.lines = afterBoot(this.lines, this.taken, keyPair);
    this.taken = keyPair;
  }

  async shutdown(): Promise<void> {
    this.bootId = null;
  }

  /** It has no files to make. */
  async prepare(): Promise<void> {}

  async destroy(): Promise<void> {
    this.bootId = null;
  }

  /** A new system disk, from the image. */
  replaceDisk(): void {
    this.lines = [];
    this.taken = null;
  }

  /** Bodies of the keys that a login with succeeds now; none while it is off. */
  takes(): string[] {
    return this.bootId === null ? [] : takenOf(this.lines, this.sshd);
  }

  /** The same after the next start, with that key pair attached. */
  wouldTake(keyPair: AttachedKeyPair | null): string[] {
    return takenOf(afterBoot(this.lines, this.taken, keyPair), this.sshd);
  }

  accepts(_user: string, publicKey: string): boolean {
    return this.takes().includes(bodyOf(publicKey));
  }

  hasFolder(): boolean {
    return true;
  }

  async run(script: string): Promise<ScriptResult> {
    const subject = readScript(script);
    const { bootId } = this;
    await this.wait();
    if (bootId === null || this.bootId !== bootId) return { ...ENDED, exitCode: null };
    const { output, exitCode, lines } = runInModel(subject, this);
    this.lines = lines;
    return { ...ENDED, exitCode, output: Buffer.from(output) };
  }
}

const ENDED = { output: Buffer.alloc(0), droppedBytes: 0, timedOut: false };

function takenOf(lines: readonly Line[], sshd: SshdKind): string[] {
  const first = lines.filter(({ body }, at) => lines.findIndex((one) => one.body === body) === at);
  return first.filter(({ body, options }) => options === '' && takesSize(sshd, body)).map(({ body }) => body);
}

/** As cloud-init leaves the file: the key taken before goes, the attached one is there once. */
function afterBoot(lines: readonly Line[], before: AttachedKeyPair | null, now: AttachedKeyPair | null): Line[] {
  const gone = before && bodyOf(before.publicKey);
  const key = now && bodyOf(now.publicKey);
  const at = lines.findIndex(({ body }) => body === key);
  const kept = lines.filter(({ body }) => body !== gone && body !== key);
  if (key === null) return kept;
  const line = lineOf(now?.publicKey ?? '');
  return at < 0 ? [...kept, line] : [...kept.slice(0, at), line, ...kept.slice(at)];
}
