import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GuestHost } from '../host.ts';
import type { Place } from '../isolation/runner.ts';
import { createGuestFiles, type GuestFacts } from './create-guest-files.ts';
import { type GuestFile, isFolderInside, readInside } from './read-inside.ts';
import { removeFolder } from './remove-folder.ts';
import { shadow, sshdConfig } from './sshd-files.ts';
import { type AttachedKeyPair, takeKeyPair } from './take-key-pair.ts';
import { createFolderInside, writeInside } from './write-inside.ts';

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
    this.place = { hostname, root: path.join(this.folder, 'root'), bootIdFile: path.join(this.folder, 'boot_id') };
  }

  get exist(): boolean {
    return existsSync(this.place.root);
  }

  create(facts: GuestFacts): void {
    createGuestFiles(this.place, facts, this.host);
  }

  remove(): Promise<void> {
    return removeFolder(this.folder);
  }

  /** What the guest reads as /proc/sys/kernel/random/boot_id. */
  writeBootId(bootId: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.place.bootIdFile, `${bootId}\n`);
  }

  readAuthorizedKeys(home: string): GuestFile | undefined {
    return readInside(this.place.root, `${home}/.ssh/authorized_keys`);
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

  writeSshdConfig(passwordLogin: boolean): void {
    this.write('/etc/ssh/sshd_config', sshdConfig(passwordLogin), 0o644);
  }

  writeShadow(users: readonly { name: string; hasPassword: boolean }[]): void {
    this.write('/etc/shadow', shadow(users), 0o600);
  }

  private write(file: string, text: string, mode: number): void {
    writeInside(this.place.root, file, text, { mode, owner: this.owner });
  }

  private get owner() {
    return this.host.identity.canGive ? this.host.identity.root : undefined;
  }
}
