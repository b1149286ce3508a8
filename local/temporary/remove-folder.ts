import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Removes a folder and all in it; what a script made unreadable is made readable first. Links are not followed. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await promisify(execFile)('chmod', ['-R', 'u+rwX', folder]).catch(() => {});
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
