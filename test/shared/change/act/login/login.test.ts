import { describe, expect, it } from 'vitest';
import { prepareLogins } from '../../../../../shared/change/act/login/prepare.ts';
import { tryLogins } from '../../../../../shared/change/act/login/try-logins.ts';
import { proofOf } from '../../../../../shared/change/act/restart.ts';
import type { Action } from '../../../../../shared/change/command.ts';
import type { LoginResult, LoginTarget } from '../../../../../shared/login/index.ts';
import { openDoubts } from '../../../../../shared/restart/doubts.ts';
import { createVirtualClock } from '../../../../virtual-clock.ts';
import { HOST_KEY, type Instance, resultOf, toolsFor, trackOf } from './login-scene.ts';

const always = (result: LoginResult['result']) => async () => resultOf(result);

describe('what a login says', () => {
  it.each<[Action, LoginResult['result'], effective: string, seenBy: string, code: string | null]>([
    ['attach', 'loggedIn', 'yes', 'login', null],
    ['attach', 'refused', 'no', 'login', 'failed LoginRefused'],
    ['attach', 'noSession', 'no', 'login', 'failed NoSession'],
    ['attach', 'unreachable', 'unknown', 'readBack', 'unknown LoginUnreachable'],
    ['attach', 'hostKeyMismatch', 'unknown', 'readBack', 'failed HostKeyMismatch'],
    ['attach', 'hostKeyUnknown', 'unknown', 'readBack', 'failed HostKeyUnknown'],
    ['detach', 'refused', 'yes', 'login', null],
    ['detach', 'loggedIn', 'no', 'login', 'failed StillLogsIn'],
    ['detach', 'noSession', 'no', 'login', 'failed StillLogsIn'],
    ['detach', 'unreachable', 'unknown', 'readBack', 'unknown LoginUnreachable'],
  ])(
    'what a login says after %s, %s: effective %s, seen by %s, %s',
    async (action, result, effective, seenBy, code) => {
      const track = trackOf(action);

      const flaw = (await tryLogins([track], toolsFor(action, always(result)))).get(track);

      expect(track).toMatchObject({ effective, seenBy });
      expect(flaw ? `${flaw.status} ${flaw.code}` : flaw).toBe(code);
    },
  );
});

describe('a login is tried', () => {
  async function targetFor(instance: Instance, request: object = {}) {
    const targets: LoginTarget[] = [];
    const tools = toolsFor(
      'attach',
      async (target) => {
        targets.push(target);
        return resultOf('loggedIn');
      },
      { request },
    );
    const track = trackOf('attach', instance);
    await prepareLogins([track], tools);
    if (!track.isOver) await tryLogins([track], tools);
    return targets[0] ?? track.verdict;
  }

  const addresses = { private: '10.0.0.7', public: '203.0.113.7' };

  it('a login is tried at the private address and port 22, as root', async () => {
    expect(await targetFor({ addresses })).toMatchObject({ host: '10.0.0.7', port: 22, user: 'root' });
  });

  it('a login is tried at the public address, as the user and at the port that are said', async () => {
    const tags = { 'keyfleet:ssh-port': '2222' };

    expect(await targetFor({ addresses, tags }, { address: 'public', user: 'admin' })).toMatchObject({
      host: '203.0.113.7',
      port: 2222,
      user: 'admin',
    });
  });

  it('against the host keys read inside', async () => {
    expect(await targetFor({})).toMatchObject({ hostKeys: [HOST_KEY], trustFirstHostKey: false });
  });

  it('no login is tried without such an address, and nothing is changed', async () => {
    expect(await targetFor({}, { address: 'public' })).toMatchObject({ status: 'failed', code: 'NoAddress' });
  });

  it.each(['', '0', '65536', 'ssh', '22 '])('no login is tried at port %j', async (port) => {
    expect(await targetFor({ tags: { 'keyfleet:ssh-port': port } })).toMatchObject({ code: 'InvalidSshPort' });
  });

  it('no login is tried where the host key is not known, unless the first is to be trusted', async () => {
    const instance = { hostKeys: [] };

    expect(await targetFor(instance)).toMatchObject({ status: 'failed', code: 'HostKeyUnknown' });
    expect(await targetFor(instance, { trustFirstHostKey: true })).toMatchObject({ hostKeys: null });
  });

  it('no login is tried with a key that is not the one in question', async () => {
    const tools = toolsFor('attach', always('loggedIn'), { body: 'OTHER' });
    const [ecs, ens] = [trackOf('attach'), trackOf('attach', { product: 'ens' })];

    await prepareLogins([ecs, ens], tools);

    expect(ecs.verdict).toMatchObject({ status: 'failed', code: 'SecretKeyMismatch' });
    expect(ens.verdict).toBeNull();
  });

  it('no login is tried where nothing runs and nothing is restarted: the secret is not even read', async () => {
    const tools = toolsFor('attach', always('loggedIn'));

    await prepareLogins([trackOf('attach', { status: 'Stopped' })], tools);

    expect(tools.reads).toBe(0);
  });

  it('a login is tried in at most eight instances at once', async () => {
    let [underWay, most] = [0, 0];
    const tools = toolsFor('attach', async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return resultOf('loggedIn');
    });
    const tracks = Array.from({ length: 50 }, () => trackOf('attach'));

    const flaws = await tryLogins(tracks, tools);

    expect([...flaws.values()]).toEqual(tracks.map(() => null));
    expect(most).toBe(8);
  });

  it('no login is tried once the time is up, which says nothing of the key', async () => {
    const clock = createVirtualClock();
    const tools = toolsFor('attach', always('loggedIn'), { clock });
    await clock.run(clock.sleep(3_600_000));
    const track = trackOf('attach');

    expect((await tryLogins([track], tools)).get(track)).toMatchObject({ status: 'unknown', code: 'LoginNotTried' });
  });

  it('a login is tried with the host key that was trusted at first, from then on', async () => {
    const known: Array<LoginTarget['hostKeys']> = [];
    const login = async ({ hostKeys }: LoginTarget) => {
      known.push(hostKeys);
      return resultOf(known.length === 1 ? 'unreachable' : 'refused');
    };
    const tools = toolsFor('attach', login, { request: { trustFirstHostKey: true } });
    const track = trackOf('attach', { product: 'ens', hostKeys: [] });

    for (let times = 0; times < 3; times++) await tryLogins([track], tools);

    expect(known).toEqual([null, null, [HOST_KEY]]);
  });
});

describe('after a restart', () => {
  /** The verdicts of logins every five seconds that come out like this. */
  async function follow(action: Action, results: readonly LoginResult['result'][]) {
    const clock = createVirtualClock();
    const coming = [...results];
    const tools = toolsFor(action, async () => resultOf(coming.shift() ?? 'unreachable'), { clock });
    const track = trackOf(action, { restart: true });
    track.effective = 'afterStart';
    const proof = proofOf(tools);
    const doubts = openDoubts(proof);
    const seen = [];
    while (coming.length > 0) {
      const flaws = doubts.weigh(await proof.find([track]), clock.now());
      seen.push(flaws.has(track) ? (flaws.get(track)?.code ?? 'proven') : 'not yet');
      await clock.run(clock.sleep(5_000));
    }
    return { seen, track, doubts };
  }

  const many = (result: LoginResult['result'], times: number) => Array.from({ length: times }, () => result);

  it('an instance that nobody reaches is not proven yet, however long', async () => {
    const { seen, track, doubts } = await follow('attach', many('unreachable', 100));

    expect(new Set(seen)).toEqual(new Set(['not yet']));
    expect(track.effective).toBe('unknown');
    expect(doubts.of(track)?.message).toContain('so it was');
  });

  it('a restart is proven by the first login', async () => {
    const { seen, track } = await follow('attach', ['unreachable', 'refused', 'loggedIn']);

    expect(seen).toEqual(['not yet', 'not yet', 'proven']);
    expect(track).toMatchObject({ effective: 'yes', seenBy: 'login' });
  });

  it.each<[Action, LoginResult['result'], code: string]>([
    ['attach', 'refused', 'LoginRefused'],
    ['attach', 'noSession', 'NoSession'],
    ['detach', 'loggedIn', 'StillLogsIn'],
  ])('believes in %s a login that is %s only after half a minute of it', async (action, result, code) => {
    const { seen } = await follow(action, ['unreachable', ...many(result, 7)]);

    expect(seen).toEqual([...Array.from({ length: 7 }, () => 'not yet'), code]);
  });

  it('a login after a restart does not wait where another host answers', async () => {
    expect((await follow('attach', ['hostKeyMismatch'])).seen).toEqual(['HostKeyMismatch']);
  });
});
