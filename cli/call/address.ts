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
  if (url && (url.username || url.password)) {
    throw new UsageError('the address names a user or a password; credentials come from the environment');
  }
  if (url?.protocol === 'http:' && !isLoopback(url)) {
    throw new UsageError(`${url.origin} is not on this machine, and http shows what is sent to everybody: use https`);
  }
  if (url && /^https?:$/.test(url.protocol) && url.search === '') return url;
  throw new UsageError(`expected an http or https address, got ${JSON.stringify(withoutUser(base))}`);
}

const isLoopback = ({ hostname }: URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** What is no address may hold a password all the same. */
const withoutUser = (text: string) => text.replace(/[^/@]*@/g, '');

/** The HTTP trigger of one function: `<base>/<name>`. */
export function functionUrl(name: string, base: URL): URL {
  return new URL(`${base.href.replace(/\/+$/, '')}/${name}`);
}
