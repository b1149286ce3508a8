import { type Env, UsageError } from '../usage.ts';

/** Where `npm start` has the functions. */
export const LOCAL_URL = 'http://127.0.0.1:4500';

/** The address of one function: `<base>/<name>`, the base from `--url`, else `KEYFLEET_URL`, else the local host. */
export function functionUrl(name: string, given: string | undefined, env: Env): URL {
  const base = given ?? (env['KEYFLEET_URL'] || LOCAL_URL);
  const address = `${base.replace(/\/+$/, '')}/${name}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '') return url;
  throw new UsageError(`expected an http or https address, got ${JSON.stringify(base)}`);
}
