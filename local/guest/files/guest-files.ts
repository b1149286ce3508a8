import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { removeFolder } from '../../temporary/remove-folder.ts';
import type { GuestHost } from '../host.ts';
import type { Place } from '../isolation/runner.ts';
import { createGuestFiles, type GuestFacts } from './create-guest-files.ts';
import { makeFile } from './make.ts';
import { type GuestFile, isFolderInside, readInside } from './read-inside.ts';
import { type Password, setShadowPassword, shadow } from './shadow.ts';
import { type AttachedKeyPair, takeKeyPair } from './take-key-pair.ts';
import { includesDropIns, updateSshdConfig } from './update-sshd-config.ts';
import { createFolderInside, writeInside } from './write-inside.ts';

const config = '/etc/ssh/sshd_config';
const dropIn = '/etc/ssh/sshd_config.d/50-cloud-init.conf';
const rootKeys = '/root/.ssh/authorized_keys';

/** One guest's files. They are created when first needed: thousands of guests nobody looks into cost nothing. */
export class GuestFiles {
  readonly place: Place;
  private readonly folder: string;

  constructor(
    private readonly host: GuestHost,
    folderName: string,
    hostname: string,
  ) {
    this.folder = path.join(host.folder, folderName);
    const at = (name: string) => path.join(this.folder, name);
    this.place = { hostname, root: at('root'), bootIdFile: at('boot_id'), questions: at('questions') };
  }

  get exist(): boolean {
    return existsSync(this.place.root);
  }

  /**
   * Makes them whole, or not at all: where a disk fills meanwhile, the next try begins anew.
   * @param complete writes what is not the same for every guest
   */
  create(facts: GuestFacts, complete: () => void): void {
    try {
      createGuestFiles(this.place, facts, this.host);
      complete();
    } catch (error) {
      rmSync(this.folder, { recursive: true, force: true });
      throw error;
    }
  }

  remove(): Promise<void> {
    return removeFolder(this.folder);
  }

  /** What the guest reads as /proc/sys/kernel/random/boot_id. */
  writeBootId(bootId: string): void {
    makeFile(this.place.bootIdFile, `${bootId}\n`);
  }

  /** A file as the guest sees it, with owners and modes. */
  readFile(file: string): GuestFile | undefined {
    return readInside(this.place.root, file);
  }

  /** Its text; empty where there is none. */
  read(file: string): string {
    return this.readFile(file)?.text ?? '';
  }

  hasFolder(folder: string): boolean {
    return isFolderInside(this.place.root, folder);
  }

  /** Root's authorized_keys as cloud-init leaves it: mode 0600, root's own. */
  takeKeyPair(previous: AttachedKeyPair | null, attached: AttachedKeyPair | null): void {
    const { root } = this.place;
    const before = readInside(root, rootKeys)?.text ?? '';
    const after = takeKeyPair(before, previous, attached);
    if (after === before) return;
    createFolderInside(root, '/root/.ssh', { mode: 0o700, owner: this.owner });
    writeInside(root, rootKeys, after, { mode: 0o600, owner: this.owner });
  }

  /** Switches password login on or off as cloud-init does: in its drop-in, where sshd reads one. */
  takePasswordLogin(isOn: boolean): void {
    const file = includesDropIns(this.read(config)) ? dropIn : config;
    if (file === dropIn) createFolderInside(this.place.root, path.dirname(file), { mode: 0o755, owner: this.owner });
    const before = this.read(file);
    const after = updateSshdConfig(before, { PasswordAuthentication: isOn ? 'yes' : 'no' });
    if (after !== before) this.write(file, after, file === dropIn ? 0o600 : 0o644);
  }

  writeShadow(users: Iterable<readonly [name: string, password: Password]>): void {
    this.write('/etc/shadow', shadow(users), 0o640);
  }

  /** Exchanges a user's password; what scripts did to the other lines stays. */
  writePassword(user: string, password: Password): void {
    this.write('/etc/shadow', setShadowPassword(this.read('/etc/shadow'), user, password), 0o640);
  }

  private write(file: string, text: string, mode: number): void {
    writeInside(this.place.root, file, text, { mode, owner: this.owner });
  }

  private get owner() {
    return this.host.identity.canGive ? this.host.identity.root : undefined;
  }
}
