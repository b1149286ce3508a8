import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import type { Owner } from '../identity.ts';
import { locate } from './locate.ts';

/** Permission bits, and the owner where we may give files away. */
export interface Access {
  readonly mode: number;
  readonly owner?: Owner | undefined;
}

/** Replaces or creates a file as the guest sees it: where a link leads, but never out of the guest. */
export function writeInside(root: string, path: string, text: string, access: Access): void {
  const location = locate(root, path);
  const temporary = location.at(`.${location.name}.${randomUUID()}`);
  try {
    writeNew(temporary, text, access);
    fs.renameSync(temporary, location.at());
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  } finally {
    location.close();
  }
}

function writeNew(path: string, text: string, { mode, owner }: Access): void {
  const fd = fs.openSync(path, 'wx', 0o600);
  try {
    fs.writeFileSync(fd, text);
    fs.fchmodSync(fd, mode);
    if (owner) fs.fchownSync(fd, owner.uid, owner.gid);
  } finally {
    fs.closeSync(fd);
  }
}

/** Creates a folder as the guest sees it, unless something has its name. */
export function createFolderInside(root: string, path: string, { mode, owner }: Access): void {
  const location = locate(root, path);
  try {
    fs.mkdirSync(location.at());
    fs.chmodSync(location.at(), mode);
    if (owner) fs.chownSync(location.at(), owner.uid, owner.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    location.close();
  }
}
