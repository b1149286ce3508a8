import { gunzipSync, gzipSync } from 'node:zlib';

const PACKED = /(?<=echo )[A-Za-z0-9+/=]+(?=\|base64)/;

/** The program of a script, as a guest unpacks it. */
export const programOf = (script: string) =>
  gunzipSync(Buffer.from(script.match(PACKED)?.[0] ?? '', 'base64')).toString();

/** The script with another program in it. */
export function withProgram(script: string, change: (program: string) => string): string {
  const before = programOf(script);
  const after = change(before);
  if (after === before) throw new Error('nothing was changed');
  return script.replace(PACKED, gzipSync(after).toString('base64'));
}
