import { type Env, UsageError } from '../usage.ts';

/** Where `npm start` has the functions. */
export const LOCAL_URL = 'http://127.0.0.1:4500';

/**
 * The base address: from `--url`, else `KEYFLEET_URL`, else the local host.
 * @throws UsageError
 */
export function baseUrl(given: string | undefined, env: Env): URL {
  const base = given ?? (env['KEYFLEET_URL'] || LOCAL_URL);
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '') return url;
  throw new UsageError(`expected an http or https address, got ${JSON.stringify(base)}`);
}

/** The HTTP trigger of one function: `<base>/<name>`. */
export function functionUrl(name: string, base: URL): URL {
  return new URL(`${base.href.replace(/\/+$/, '')}/${name}`);
}
