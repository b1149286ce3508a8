import { describe, expect, it } from 'vitest';
import { proveByLogin, sayDoubts } from '../../../../shared/change/act/prove-edits.ts';
import { startTrack, type Track } from '../../../../shared/change/act/track.ts';
import { verify } from '../../../../shared/change/act/verify.ts';
import type { Action } from '../../../../shared/change/command.ts';
import { succeeded } from '../../../../shared/change/verdict.ts';
import type { LoginResult } from '../../../../shared/login/index.ts';
import { resultOf, toolsFor, trackOf } from './login/login-scene.ts';

type Result = LoginResult['result'];

describe('an online change that is verified by a login', () => {
  it.each<[Action, Result, string]>([
    ['attach', 'refused', 'failed LoginRefused'],
    ['attach', 'noSession', 'failed NoSession'],
    ['attach', 'hostKeyMismatch', 'failed HostKeyMismatch'],
    ['attach', 'unreachable', 'unknown LoginUnreachable'],
    ['detach', 'loggedIn', 'failed StillLogsIn'],
    ['attach', 'loggedIn', 'succeeded 200'],
    ['detach', 'refused', 'succeeded 200'],
  ])('after %s with a login that is %s is reported as %s', async (action, result, expected) => {
    const track = await verified(action, result, { editGuest: true });

    expect(`${track.verdict?.status} ${track.verdict?.code}`).toBe(expected);
  });
});

describe('a change from the next start on that is looked at by a login', () => {
  it.each<[Action, Result]>([
    ['attach', 'refused'],
    ['detach', 'loggedIn'],
  ])('after %s with a login that is %s stays done, and is in force after the start', async (action, result) => {
    const track = await verified(action, result, { editGuest: false });

    expect(track).toMatchObject({ effective: 'afterStart', verdict: { status: 'succeeded', message: 'done' } });
  });

  it('stays done with a word on it when the login cannot tell', async () => {
    const track = await verified('attach', 'unreachable', { editGuest: false });

    expect(track.verdict).toMatchObject({ status: 'succeeded', code: '200' });
    expect(track.verdict?.message).toMatch(/^done; .*so it was/);
  });

  it('fails when another host answers', async () => {
    const track = await verified('attach', 'hostKeyMismatch', { editGuest: false });

    expect(track.verdict).toMatchObject({ status: 'failed', code: 'HostKeyMismatch' });
  });
});

describe('a login that verifies', () => {
  it('is not tried where the change has failed already, or nothing runs', async () => {
    let logins = 0;
    const tools = toolsFor('attach', () => {
      logins += 1;
      return Promise.resolve(resultOf('refused'));
    });
    const [failed, stopped] = [trackOf('attach'), trackOf('attach', { status: 'Stopped' })];
    failed.isOver = true;

    await verify([failed, stopped], tools);

    expect(logins).toBe(0);
    expect([failed, stopped].map(({ effective }) => effective)).toEqual(['unknown', 'unknown']);
  });
});

/** A track whose change was made, after a login that comes out like this. */
async function verified(action: Action, result: Result, { editGuest }: { editGuest: boolean }): Promise<Track> {
  const track = startTrack(action, { ...trackOf(action).step, editGuest });
  track.verdict = succeeded('done');
  const tools = toolsFor(action, () => Promise.resolve(resultOf(result)));
  if (editGuest) await proveByLogin([track], tools);
  else await verify([track], tools);
  sayDoubts([track]);
  return track;
}
