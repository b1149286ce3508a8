import {
  type AttachedKeyPair,
  type Guest,
  GuestError,
  type Guests,
  type RunOptions,
  type ScriptResult,
} from '../../guest/index.ts';
import type { GuestTraits } from '../model/instance.ts';

/**
 * The guest of one Linux instance. Until its port, a script or its password is asked for, there is only a note of
 * what the boots so far would have left in it; from then on there is a guest, which follows the instance's power.
 */
export class InstanceGuest {
  agent: 'online' | 'offline';
  private skipsCloudInit: boolean;
  private taken: AttachedKeyPair | null = null;
  private bootId: string | null = null;
  private guest: Guest | undefined;
  private born: Promise<Guest> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly instanceId: string,
    private readonly traits: GuestTraits,
    private readonly openHost: () => Promise<Guests>,
  ) {
    this.agent = traits.agent ?? 'online';
    this.skipsCloudInit = traits.runCloudInit === false;
  }

  /** The port, if it listens now. */
  get listeningPort(): number | null {
    return this.guest?.listeningPort ?? null;
  }

  /** The instance has reached Running with this key pair attached. */
  boot(bootId: string, keyPair: AttachedKeyPair | null): void {
    const runCloudInit = !this.skipsCloudInit;
    this.skipsCloudInit = false;
    this.bootId = bootId;
    if (runCloudInit) this.taken = keyPair;
    this.follow((guest) => guest.boot({ keyPair, runCloudInit, bootId }));
  }

  /** The instance is no longer Running. */
  shutDown(): void {
    this.bootId = null;
    this.follow((guest) => guest.shutdown());
  }

  /** Whether cloud-init runs at the next boot, and only there. */
  set runsCloudInit(runs: boolean) {
    this.skipsCloudInit = !runs;
  }

  /** Of root; null takes it away. What can be used to log in is decided at the next boot. */
  async setPassword(password: string | null): Promise<void> {
    await this.withGuest((guest) => guest.setPassword('root', password));
  }

  /** The port on which it listens while it runs, chosen now if it has none yet. */
  sshPort(): Promise<number> {
    return this.withGuest((guest) => guest.sshPort());
  }

  /** Whether sshd would let a user in with this key now, without a login. */
  accepts(user: string, publicKey: string): Promise<boolean> {
    return this.withFiles((guest) => guest.accepts(user, publicKey));
  }

  /** Whether the guest's own files have this folder. */
  hasFolder(path: string): Promise<boolean> {
    return this.withFiles((guest) => guest.hasFolder(path));
  }

  /** @throws GuestError as `Guest.run` */
  async run(script: string, options: RunOptions): Promise<ScriptResult> {
    // Not in turn: a shutdown must be able to end a script that runs.
    const guest = await this.withFiles((there) => there);
    return guest.run(script, options);
  }

  async destroy(): Promise<void> {
    if (this.born) await this.withGuest((guest) => guest.destroy());
  }

  /** Does something when all that was begun before is done. */
  private async withGuest<T>(task: (guest: Guest) => T | Promise<T>): Promise<T> {
    this.born ??= this.inTurn(() => this.bear());
    const guest = await this.born;
    return this.inTurn(() => task(guest));
  }

  private withFiles<T>(task: (guest: Guest) => T): Promise<T> {
    return this.withGuest(async (guest) => {
      await guest.prepare();
      return task(guest);
    });
  }

  private follow(task: (guest: Guest) => Promise<void>): void {
    if (this.born) this.withGuest(task).catch(tellUnlessDestroyed);
  }

  /** Makes the guest as the boots so far would have left it. */
  private async bear(): Promise<Guest> {
    const { instanceId, traits } = this;
    const guest = (await this.openHost()).create({ instanceId, passwordSet: traits.password !== false });
    if (traits.password) guest.setPassword('root', traits.password);
    if (this.bootId) await guest.boot({ keyPair: this.taken, bootId: this.bootId });
    else if (this.taken) await guest.boot({ keyPair: this.taken }).then(() => guest.shutdown());
    this.guest = guest;
    return guest;
  }

  private inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.turn.then(task);
    this.turn = result.catch(() => {});
    return result;
  }
}

/** A guest that cannot follow its instance is a fault of the local cloud itself. */
function tellUnlessDestroyed(error: unknown): void {
  if (!(error instanceof GuestError && error.code === 'Destroyed')) console.error(error);
}
