import { lstat, mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isGone, type Owner, ourselves } from './owner.ts';
import { removeFolder } from './remove-folder.ts';

/**
 * Makes a folder for this process in the system's temporary folder, and removes those of its kind that processes left
 * behind which were ended before they could. The name tells the owner, so that a folder has one from its first moment on.
 * @param kind such as `keyfleet-guests`
 * @param dir where else it is to be
 */
export async function makeTemporaryFolder(kind: string, dir = os.tmpdir()): Promise<string> {
  await removeOrphans(kind, dir);
  const { pid, start, namespace } = ourselves();
  return mkdtemp(path.join(dir, `${kind}-${pid}.${start}.${namespace}-`));
}

/** What cannot be removed is somebody else's to remove. */
async function removeOrphans(kind: string, dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names) {
    const owner = ownerIn(name, kind);
    const folder = path.join(dir, name);
    if (owner && isGone(owner) && (await isOurs(folder))) await removeFolder(folder).catch(() => {});
  }
}

function ownerIn(name: string, kind: string): Owner | undefined {
  const [, pid, start = '', namespace = ''] = /^-(\d+)\.(\d+)\.(\d+)-\w+$/.exec(name.slice(kind.length)) ?? [];
  return name.startsWith(kind) && pid !== undefined ? { pid: Number(pid), start, namespace } : undefined;
}

/** Into a folder of another user's that user could put links while it is removed. */
async function isOurs(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null);
  return stats?.isDirectory() === true && stats.uid === process.getuid?.();
}
