import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Passwords } from './accounts.ts';
import { GuestError } from './errors.ts';
import { GuestFiles } from './files/guest-files.ts';
import type { AttachedKeyPair } from './files/take-key-pair.ts';
import type { BootOptions, GuestSpec, RunOptions } from './guest-options.ts';
import { GuestProcesses } from './guest-processes.ts';
import type { GuestHost } from './host.ts';
import type { UserKind } from './identity.ts';
import { toFolderName, toHostname } from './names.ts';
import { forwardTo } from './openssh/forward.ts';
import type { ScriptResult } from './process/collect.ts';
import { answerQuestion } from './questions/answer.ts';
import { type Accounts, accepts } from './ssh/authenticate.ts';
import { fileAccounts } from './ssh/file-accounts.ts';
import { GuestPort, type Service } from './ssh/guest-port.ts';
import { generateHostKey, type HostKey } from './ssh/host-key.ts';
import { createStandIn } from './ssh/stand-in.ts';

/** One emulated Linux instance. It starts switched off. */
export class Guest {
  /** Of the running boot; null while off. A script reads it in /proc/sys/kernel/random/boot_id. */
  bootId: string | null = null;
  /** When the running boot began; null while off. */
  startedAt: Date | null = null;
  /** Whether sshd takes passwords. Changes at boot only. */
  passwordLogin: boolean;
  readonly instanceId: string;
  readonly otherUser: string;
  private readonly hostname: string;
  private readonly passwords = new Passwords();
  private readonly files: GuestFiles;
  private readonly processes: GuestProcesses;
  private taken: AttachedKeyPair | null = null;
  private key: HostKey | null = null;
  private port: GuestPort | null = null;
  private destroyed = false;

  constructor(
    spec: GuestSpec,
    private readonly host: GuestHost,
    private readonly forget: () => void,
  ) {
    this.instanceId = spec.instanceId;
    this.hostname = toHostname(spec.hostname ?? spec.instanceId);
    this.otherUser = spec.otherUser ?? 'admin';
    if (!/^[a-z_][a-z0-9_-]*$/.test(this.otherUser)) throw new RangeError(`Not a user name: ${this.otherUser}`);
    if (spec.passwordSet ?? true) this.passwords.set('root', null);
    this.passwordLogin = this.passwords.get('root') !== false;
    this.files = new GuestFiles(host, toFolderName(spec.instanceId), this.hostname);
    this.processes = new GuestProcesses(host, this.files.place, {
      hostKey: () => this.wholeHostKey.privateKey,
      answer: (question) => answerQuestion(question, this.bootId === null ? undefined : this.accounts),
    });
  }

  /** The host key, made when first asked for; the guest has its public half in /etc/ssh. */
  get hostKey(): Omit<HostKey, 'privateKey'> {
    return this.wholeHostKey;
  }

  /** The port, if it ever listened and does now. */
  get listeningPort(): number | null {
    return this.port?.isOpen ? this.port.port : null;
  }

  /**
   * Starts the guest, anew when it runs. It takes the attached key pair into root's authorized_keys, in place of the one
   * it took before, and password login goes off; without one it gives the earlier key up, and password login comes back
   * only if a password was set (ECS 2014-05-26 AttachKeyPair, DetachKeyPair).
   */
  async boot({ keyPair, runCloudInit = true, bootId = randomUUID() }: BootOptions): Promise<void> {
    await this.shutdown();
    if (this.destroyed) throw new GuestError('Destroyed', `${this.instanceId} is gone`);
    this.bootId = bootId;
    this.startedAt = this.host.now();
    if (runCloudInit) this.applyAttachment(keyPair);
    if (this.files.exist) this.files.writeBootId(this.bootId);
    if (this.port) await this.port.open();
  }

  /** Ends live logins and scripts, and closes the port. */
  async shutdown(): Promise<void> {
    this.bootId = null;
    this.startedAt = null;
    await Promise.all([this.port?.close(), this.processes.killAll()]);
  }

  /** Shuts down for good and removes the guest's files. */
  async destroy(): Promise<void> {
    this.destroyed = true;
    await this.shutdown();
    if (this.files.exist) await this.files.remove();
    this.forget();
  }

  /** The port on 127.0.0.1 where the guest listens while it runs: chosen when first asked for, then the same for life. */
  async sshPort(): Promise<number> {
    if (this.destroyed) throw new GuestError('Destroyed', `${this.instanceId} is gone`);
    this.port ??= new GuestPort(this.createService());
    const port = await this.port.choosePort();
    if (this.bootId) await this.port.open();
    return port;
  }

  /** Sets a password, or takes it away (null). Whether it can be used to log in is decided at the next boot. */
  setPassword(user: string, password: string | null): void {
    this.kindOf(user);
    if (password === null) this.passwords.remove(user);
    else this.passwords.set(user, password);
    if (this.files.exist) this.files.writePassword(user, this.passwords.get(user));
  }

  /** The text of a user's authorized_keys; empty when there is none, or none that could be read safely. */
  authorizedKeys(user: string): string {
    return this.createdFiles().read(`${this.homeOf(user)}/.ssh/authorized_keys`);
  }

  /** Whether sshd would let a user in with this key (an OpenSSH line) right now: by the files, without a login. */
  accepts(user: string, publicKey: string): boolean {
    const [type = '', base64 = ''] = publicKey.trim().split(/\s+/);
    return this.bootId !== null && accepts(this.accounts, user, { type, base64 });
  }

  /** Makes its files, when its turn comes; many guests at once do not hold up what else goes on. */
  async prepare(): Promise<void> {
    if (this.files.exist || this.destroyed) return;
    await this.host.inTurn(() => {
      if (!this.destroyed) this.createdFiles();
    });
  }

  /** Whether the guest's own files have this folder, links followed. */
  hasFolder(folder: string): boolean {
    return this.createdFiles().hasFolder(folder);
  }

  /**
   * Runs a script with `sh` in the guest, as Cloud Assistant does. Scripts beyond the host's limit wait their turn; the
   * time limit counts from the start.
   * @throws GuestError NotRunning, UnknownUser, NoIsolation.
   */
  async run(script: string, options: RunOptions): Promise<ScriptResult> {
    const { user: userName = 'root', timeoutMs, cwd, environment } = options;
    const user = this.kindOf(userName);
    const { bootId } = this;
    if (!bootId) throw new GuestError('NotRunning', `${this.instanceId} is not running`);
    this.createdFiles();
    const request = { user, userName, script, cwd, environment, merged: true };
    return this.processes.run(request, timeoutMs, () => this.bootId === bootId);
  }

  private createService(): Service {
    if (this.host.runner?.openssh) return forwardTo(() => this.connect());
    return createStandIn(this.wholeHostKey, this.accounts, (user, line) => {
      this.createdFiles();
      return this.processes.execute(this.kindOf(user), user, line);
    });
  }

  /** To the sshd that runs inside. */
  private connect(): Promise<ChildProcess> {
    const { bootId } = this;
    this.createdFiles();
    return this.processes.connect(() => bootId !== null && this.bootId === bootId);
  }

  private get accounts(): Accounts {
    return fileAccounts({
      files: () => this.createdFiles(),
      homes: new Map([
        ['root', '/root'],
        [this.otherUser, this.homeOf(this.otherUser)],
      ]),
      identity: this.host.identity,
      hasPassword: (user, password) => this.passwords.matches(user, password),
    });
  }

  private applyAttachment(keyPair: AttachedKeyPair | null): void {
    this.passwordLogin = !keyPair && this.users.some(([, password]) => password !== false);
    if (this.files.exist) {
      this.files.takePasswordLogin(this.passwordLogin);
      this.files.takeKeyPair(this.taken, keyPair);
    }
    this.taken = keyPair;
  }

  /** The files, created as the boots so far would have left them. */
  private createdFiles(): GuestFiles {
    if (this.destroyed) throw new GuestError('Destroyed', `${this.instanceId} is gone`);
    if (this.files.exist) return this.files;
    this.files.create({ otherUser: this.otherUser, hostPublicKey: this.hostKey.publicKey }, () => {
      this.files.writeBootId(this.bootId ?? '');
      this.files.takePasswordLogin(this.passwordLogin);
      this.files.writeShadow(this.users);
      this.files.takeKeyPair(null, this.taken);
    });
    return this.files;
  }

  private get wholeHostKey(): HostKey {
    this.key ??= generateHostKey(this.hostname);
    return this.key;
  }

  private get users() {
    return ['root', this.otherUser].map((name) => [name, this.passwords.get(name)] as const);
  }

  private kindOf(user: string): UserKind {
    if (user === 'root') return 'root';
    if (user === this.otherUser) return 'other';
    throw new GuestError('UnknownUser', `${this.instanceId} has no user ${user}`);
  }

  private homeOf(user: string): string {
    return this.kindOf(user) === 'root' ? '/root' : `/home/${user}`;
  }
}
