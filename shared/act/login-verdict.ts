import type { Action } from '../command.ts';
import type { LoginResult } from '../login/index.ts';
import { failed, unknown, type Verdict } from '../verdict.ts';
import type { Track } from './track.ts';

/**
 * Notes what a login shows of the change; returns what is wrong with it, if anything. After a detach the right outcome
 * is a refusal. That nobody answered says nothing of the key.
 */
export function takeLogin(track: Track, login: LoginResult, action: Action): Verdict | null {
  const { result, hostKeyFingerprint } = login;
  const detail = hostKeyFingerprint ? `${login.detail} (host key ${hostKeyFingerprint})` : login.detail;
  if (result === 'unreachable') return unknown('LoginUnreachable', `no login could be tried: ${detail}`);
  if (result === 'hostKeyMismatch') return failed('HostKeyMismatch', detail);
  if (result === 'hostKeyUnknown') return failed('HostKeyUnknown', `${detail}; trustFirstHostKey would take it`);
  track.seenBy = 'login';
  const isProven = result === (action === 'attach' ? 'loggedIn' : 'refused');
  track.effective = isProven ? 'yes' : 'no';
  if (isProven) return null;
  if (action === 'detach') return failed('StillLogsIn', `the detached key is still taken: ${detail}`);
  return failed(result === 'refused' ? 'LoginRefused' : 'NoSession', detail);
}
