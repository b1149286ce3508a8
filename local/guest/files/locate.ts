import { closeSync, constants, openSync, readlinkSync } from 'node:fs';
import path from 'node:path';

const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = constants;
const maxLinks = 16;

interface OpenFolder {
  readonly fd: number;
  readonly path: string;
}

/** A name in a folder that was really opened. */
export interface Location {
  /** Every folder from the guest's `/` to the one that holds `name`, as open file descriptors. */
  readonly folders: readonly number[];
  /** Where to open `name`: it is not a link, and the path before it cannot be swapped. */
  at(name?: string): string;
  readonly name: string;
  close(): void;
}

/**
 * Finds a path the way the guest sees it: links are followed, but never out of the guest's folder, whatever a script
 * planted or swaps meanwhile. Each step opens one name in an open folder without following it.
 * @throws ENOENT, ELOOP, ENOTDIR as open(2); the last name itself need not exist.
 */
export function locate(root: string, wanted: string): Location {
  const folders = [openFolder(root)];
  try {
    return { ...walk(folders, wanted.split('/')), close: () => closeAll(folders) };
  } catch (error) {
    closeAll(folders);
    throw error;
  }
}

function walk(folders: OpenFolder[], wanted: readonly string[]): Omit<Location, 'close'> {
  const pending = wanted.filter((name) => name !== '' && name !== '.');
  let links = 0;
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (name === '..') {
      leave(folders);
      continue;
    }
    const here = inside(last(folders), name);
    const target = readLink(here);
    if (target !== undefined) {
      links += 1;
      if (links > maxLinks) throw Object.assign(new Error(`ELOOP: ${name}`), { code: 'ELOOP' });
      if (target.startsWith('/')) closeAll(folders.splice(1));
      pending.unshift(...target.split('/').filter((part) => part !== '' && part !== '.'));
    } else if (pending.length > 0) {
      folders.push(openFolder(here));
    } else {
      const final = name;
      return { folders: folders.map(({ fd }) => fd), name: final, at: (other = final) => inside(last(folders), other) };
    }
  }
  return { folders: folders.map(({ fd }) => fd), name: '.', at: (other = '.') => inside(last(folders), other) };
}

/** A name below an open folder: by descriptor where /proc has them, so that a renamed path does not matter. */
function inside(folder: OpenFolder, name: string): string {
  return process.platform === 'linux' ? `/proc/self/fd/${folder.fd}/${name}` : path.join(folder.path, name);
}

function openFolder(at: string): OpenFolder {
  return { fd: openSync(at, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path: at };
}

function readLink(at: string): string | undefined {
  try {
    return readlinkSync(at);
  } catch {
    return undefined;
  }
}

/** `..` of the guest's root is the root. */
function leave(folders: OpenFolder[]): void {
  if (folders.length > 1) closeAll(folders.splice(-1));
}

function last(folders: readonly OpenFolder[]): OpenFolder {
  const folder = folders.at(-1);
  if (!folder) throw new Error('No folder is open');
  return folder;
}

function closeAll(folders: readonly OpenFolder[]): void {
  for (const { fd } of folders) closeSync(fd);
}
