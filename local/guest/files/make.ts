import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';

/** Makes a folder with this very mode: from one that mkdir(2) is given, the umask is taken off. */
export function makeFolder(folder: string, mode = 0o755): void {
  mkdirSync(folder);
  chmodSync(folder, mode);
}

/** Makes or overwrites a file, with this very mode. */
export function makeFile(file: string, text: string, mode = 0o644): void {
  writeFileSync(file, text);
  chmodSync(file, mode);
}
