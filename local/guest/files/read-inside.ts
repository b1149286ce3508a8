import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { type Location, locate } from './locate.ts';

/** Larger files are refused: 16 MiB hold 20,000 keys of RSA-4096. */
const maxBytes = 16 * 1024 * 1024;

/** A regular file of the guest, and who may change it. */
export interface GuestFile {
  readonly text: string;
  readonly file: Stats;
  /** The folders that lead to it, the guest's `/` first. */
  readonly folders: readonly Stats[];
}

/**
 * Reads a file as the guest sees it. Undefined when there is no regular file of a sane size: a FIFO is not waited for,
 * and a link never leads to a file of the host.
 */
export function readInside(root: string, path: string): GuestFile | undefined {
  let location: Location | undefined;
  try {
    location = locate(root, path);
    return readAt(location);
  } catch {
    return undefined;
  } finally {
    location?.close();
  }
}

/** Whether a path leads to a folder as the guest sees it. */
export function isFolderInside(root: string, path: string): boolean {
  let location: Location | undefined;
  try {
    location = locate(root, path);
    return lstatSync(location.at()).isDirectory();
  } catch {
    return false;
  } finally {
    location?.close();
  }
}

function readAt(location: Location): GuestFile | undefined {
  const { O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
  const fd = openSync(location.at(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  try {
    const file = fstatSync(fd);
    if (!file.isFile() || file.size > maxBytes) return undefined;
    return { text: readFileSync(fd, 'utf8'), file, folders: location.folders.map((folder) => fstatSync(folder)) };
  } finally {
    closeSync(fd);
  }
}
