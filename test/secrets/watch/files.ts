import fs from 'node:fs';
import { isIdentityFile } from '../identity-folder.ts';
import type { Witness } from '../witness.ts';
import { around } from './around.ts';

/** Sees every file that this process writes whole, also those that it removes again. */
export function watchFiles({ see }: Witness): void {
  for (const name of ['writeFile', 'appendFile', 'writeFileSync', 'appendFileSync']) watch(fs, name);
  for (const name of ['writeFile', 'appendFile']) watch(fs.promises, name);

  function watch(owner: object, name: string): void {
    around(owner, name, (write, [file, data]) => {
      const place = file instanceof URL ? file.pathname : String(file);
      if ((typeof data === 'string' || data instanceof Uint8Array) && !isIdentityFile(place))
        see(`file ${place}`, data);
      return write();
    });
  }
}
