import { look } from './prelude/look.ts';
import { report } from './prelude/report.ts';
import { readGuestKey } from './public-key.ts';
import { script } from './script.ts';

/**
 * The script that only looks. With `publicKey`, that key is listed when it is there, however many others there are.
 * @throws InvalidParameterError for a key or a user name that is not safe in a script.
 */
export function inspectScript({ user, publicKey }: { user: string; publicKey?: string }): string {
  const key = publicKey === undefined ? undefined : readGuestKey(publicKey);
  return script({ user, key }, look, report, '\nlook\nreport\n');
}
