import { forEachAtMost } from '../at-most.ts';
import type { LoginKey, LoginResult } from '../login/index.ts';
import { unknown, type Verdict } from '../verdict.ts';
import { learnHostKeys } from './host-keys.ts';
import { addressOf, portOf } from './login-target.ts';
import { takeLogin } from './login-verdict.ts';
import type { Tools } from './tools.ts';
import type { Track } from './track.ts';

/** Choice: what a quarter of a CPU bears, since every login is a key exchange. */
const LOGINS_AT_ONCE = 8;
const CONNECT_MS = 5_000;
/** A server may look up our name before it answers. */
const LOGIN_MS = 20_000;
/** How long a restarted instance may still answer as before: sshd may be up before cloud-init is done with the keys. */
const SETTLING_MS = 30_000;

/** Tries a real SSH login to each; what is wrong with it, or null where it showed the change in force. */
export async function tryLogins(tracks: readonly Track[], tools: Tools): Promise<Map<Track, Verdict | null>> {
  const flaws = new Map<Track, Verdict | null>();
  if (tracks.length === 0) return flaws;
  const key = await tools.logins.key();
  await learnHostKeys(tracks, tools);
  await forEachAtMost(LOGINS_AT_ONCE, tracks, async (track) => {
    const login = await tryLogin(track, key, tools);
    flaws.set(track, 'code' in login ? login : takeLogin(track, login, tools.command.action));
  });
  return flaws;
}

const NOT_TRIED = unknown('LoginNotTried', 'no time was left to log in; name fewer instances in one request');

const nowhere = (what: string) => unknown('NoAddress', `no login could be tried: it has no ${what}`);

/** Or why it was not tried. */
async function tryLogin(track: Track, key: LoginKey, tools: Tools): Promise<LoginResult | Verdict> {
  const { command, clock, deadlines, logins } = tools;
  const { verify, user } = command;
  const { observed } = track.step.item;
  if (clock.now() >= deadlines.readsMs || verify.by !== 'login') return NOT_TRIED;
  const [host, port] = [addressOf(observed, verify.address), portOf(observed)];
  if (host === null) return nowhere(`${verify.address} address to log in at`);
  if (port === null) return nowhere('port in its tag keyfleet:ssh-port');
  const leftMs = Math.floor((deadlines.answersMs - clock.now()) / 2);
  const { trustFirstHostKey } = verify;
  const hostKeys = logins.hostKeys.get(track) ?? null;
  const timeouts = { connectTimeoutMs: Math.min(CONNECT_MS, leftMs), timeoutMs: Math.min(LOGIN_MS, leftMs) };
  const login = await clock.during(key.login({ host, port, user, hostKeys, trustFirstHostKey, ...timeouts }));
  if (login.hostKey && HOST_PROVEN.has(login.result)) logins.hostKeys.set(track, [login.hostKey]);
  return login;
}

/** Results that only a server gives which has the private half of its host key. */
const HOST_PROVEN = new Set<LoginResult['result']>(['loggedIn', 'refused', 'noSession']);

/**
 * Tries logins to instances that were restarted. Absent are those not proven yet: nobody answers, the host key cannot
 * be read before the agent is up, or it is so soon after the boot that a login may go otherwise in a moment.
 */
export async function confirmLogins(tracks: readonly Track[], tools: Tools): Promise<Map<Track, Verdict | null>> {
  const { doubts } = tools.logins;
  const nowMs = tools.clock.now();
  const flaws = await tryLogins(tracks, tools);
  for (const [track, flaw] of flaws) {
    const sinceMs = doubts.get(track)?.flaw.code === flaw?.code ? (doubts.get(track)?.sinceMs ?? nowMs) : nowMs;
    if (!flaw || nowMs - sinceMs >= patienceMs(flaw)) continue;
    doubts.set(track, { sinceMs, flaw });
    if (track.effective === 'afterStart') track.effective = 'unknown';
    flaws.delete(track);
  }
  return flaws;
}

/** Whether a restarted instance said no, which may still change. */
export function isRefused(track: Track, { logins }: Tools): boolean {
  const flaw = logins.doubts.get(track)?.flaw;
  return flaw !== undefined && Number.isFinite(patienceMs(flaw));
}

function patienceMs({ status, code }: Verdict): number {
  if (code === 'HostKeyMismatch') return 0;
  return status === 'unknown' || code === 'HostKeyUnknown' ? Number.POSITIVE_INFINITY : SETTLING_MS;
}
