import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type HostIdentity, type Owner, otherUserId } from '../identity.ts';
import type { Place } from '../isolation/runner.ts';
import type { SystemFolders } from '../isolation/system-folders.ts';
import { type EtcFile, servedEtc } from '../openssh/system-files.ts';
import { sshdConfig } from './sshd-config.ts';
import type { Access } from './write-inside.ts';

/** What a guest's files say about it. */
export interface GuestFacts {
  readonly otherUser: string;
  /** The line in /etc/ssh/ssh_host_ed25519_key.pub. */
  readonly hostPublicKey: string;
}

/** How a guest's files are created on this host. */
export interface FileContext {
  readonly identity: HostIdentity;
  readonly folders: SystemFolders;
  /** Whether it serves its logins by itself, with OpenSSH. */
  readonly hasSshd: boolean;
}

/**
 * Creates a guest's root file system: its own /etc, /root, /home, /tmp and /var; programs are mounted from the host.
 * The folder above it is closed to the host's other users.
 */
export function createGuestFiles(place: Place, facts: GuestFacts, { identity, folders, hasSshd }: FileContext): void {
  const give = (file: string, { mode, owner = identity.root }: Access) => {
    chmodSync(file, mode);
    if (identity.canGive) chownSync(file, owner.uid, owner.gid);
  };
  mkdirSync(path.dirname(place.root), { recursive: true });
  give(path.dirname(place.root), { mode: 0o700 });
  if (!hasSshd) {
    mkdirSync(place.questions);
    give(place.questions, { mode: 0o1777 });
  }
  for (const [name, access] of guestFolders(facts, identity.other, folders)) {
    mkdirSync(path.join(place.root, name));
    give(path.join(place.root, name), access);
  }
  for (const [name, target] of folders.links) symlinkSync(target, path.join(place.root, name));
  symlinkSync('../usr/lib/os-release', path.join(place.root, 'etc/os-release'));
  if (hasSshd) {
    symlinkSync('../run', path.join(place.root, 'var/run'));
    // Private keys are in no file: the guest's first process puts it there, in memory.
    symlinkSync('/run/ssh_host_ed25519_key', path.join(place.root, 'etc/ssh/ssh_host_ed25519_key'));
  }
  const served = hasSshd ? servedEtc(facts.otherUser) : [];
  const config: EtcFile = ['ssh/sshd_config', sshdConfig(hasSshd), 0o644];
  for (const [name, text, mode] of [...etc(place.hostname, facts), config, ...served]) {
    writeFileSync(path.join(place.root, 'etc', name), text);
    give(path.join(place.root, 'etc', name), { mode });
  }
}

function guestFolders({ otherUser }: GuestFacts, other: Owner, folders: SystemFolders): [string, Access][] {
  const plain = [
    '',
    'home',
    'etc',
    'etc/ssh',
    'etc/pam.d',
    'etc/alternatives',
    'var',
    'var/log',
    'run',
    'opt',
    'srv',
    'proc',
    'dev',
  ];
  return [
    ...[...plain, ...folders.mounted].map((name): [string, Access] => [name, { mode: 0o755 }]),
    ['root', { mode: 0o700 }],
    [`home/${otherUser}`, { mode: 0o700, owner: other }],
    ['tmp', { mode: 0o1777 }],
    ['var/tmp', { mode: 0o1777 }],
  ];
}

function etc(hostname: string, { otherUser, hostPublicKey }: GuestFacts): EtcFile[] {
  const other = `${otherUser}:x:${otherUserId}`;
  return [
    ['passwd', `root:x:0:0:root:/root:/bin/sh\n${other}:${otherUserId}::/home/${otherUser}:/bin/sh\n`, 0o644],
    ['group', `root:x:0:\n${other}:\n`, 0o644],
    ['hostname', `${hostname}\n`, 0o644],
    ['hosts', `127.0.0.1 localhost ${hostname}\n::1 localhost\n`, 0o644],
    ['nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n', 0o644],
    ['shells', '/bin/sh\n', 0o644],
    ['ssh/ssh_host_ed25519_key.pub', `${hostPublicKey}\n`, 0o644],
  ];
}
