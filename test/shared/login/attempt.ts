import { type LoginTarget, openLoginKey } from '../../../shared/login/index.ts';
import { PATIENCE_MS } from '../../time-limits.ts';

/** Tries a login as root on this machine; the host key is not known, and the first is trusted, unless said otherwise. */
export async function login(privateKey: string, target: Partial<LoginTarget> & { port: number }) {
  const key = await openLoginKey(privateKey);
  const usual = { host: '127.0.0.1', user: 'root', hostKeys: null, trustFirstHostKey: true };
  return key.login({ ...usual, connectTimeoutMs: PATIENCE_MS, timeoutMs: PATIENCE_MS, ...target });
}
