import { describe, expect, it } from 'vitest';
import { type LoginPlan, logInToEach, type NotTried } from '../../../shared/instances/logins.ts';
import type { LoginResult, LoginTarget } from '../../../shared/login/index.ts';
import type { Sighting } from '../../../shared/products/sighting.ts';
import { createVirtualClock } from '../../virtual-clock.ts';
import { seen } from '../fleet/some-fleet.ts';

const addresses = { private: '10.0.0.1', public: null };
const at = (instanceId: string, more = {}) => seen('ecs', { instanceId, addresses, ...more });
const loggedIn = { result: 'loggedIn', detail: 'in' } as LoginResult;

/** A plan whose logins only note what they were asked; `leftMs` until reads end, and four seconds more until answers. */
function plan(leftMs: number, more: Partial<LoginPlan<Sighting>> = {}) {
  const targets: LoginTarget[] = [];
  const clock = createVirtualClock();
  const key = {
    publicBody: '',
    forget: () => {},
    login: async (target: LoginTarget) => {
      targets.push(target);
      return loggedIn;
    },
  };
  const readsMs = clock.now() + leftMs;
  const made: LoginPlan<Sighting> = {
    key,
    user: 'ops',
    address: 'private',
    trustFirstHostKey: false,
    clock,
    deadlines: { writesMs: readsMs, readsMs, answersMs: readsMs + 4_000 },
    observedOf: ({ observed }) => observed,
    hostKeysOf: () => ['ssh-ed25519 AAAA'],
    ...more,
  };
  return { targets, made, clock };
}

async function logIn(sightings: readonly Sighting[], made: LoginPlan<Sighting>) {
  const notes: [string, LoginResult | NotTried][] = [];
  await logInToEach(sightings, made, ({ observed }, login) => void notes.push([observed.instanceId, login]));
  return notes;
}

describe('logInToEach', () => {
  it('logs in at the address and port of each instance, with the limits of a server that looks up names', async () => {
    const { targets, made } = plan(100_000);
    const notes = await logIn([at('i-1'), at('i-2', { tags: { 'keyfleet:ssh-port': '2222' } })], made);
    expect(notes).toEqual([
      ['i-1', loggedIn],
      ['i-2', loggedIn],
    ]);
    const [first, second] = targets;
    expect(first).toEqual({
      host: '10.0.0.1',
      port: 22,
      user: 'ops',
      hostKeys: ['ssh-ed25519 AAAA'],
      trustFirstHostKey: false,
      connectTimeoutMs: 5_000,
      timeoutMs: 20_000,
    });
    expect(second?.port).toBe(2222);
  });

  it('cuts a login short where little time is left, so that it is over before the answer is due', async () => {
    const { targets, made } = plan(2_000);
    await logIn([at('i-1')], made);
    expect(targets[0]).toMatchObject({ connectTimeoutMs: 3_000, timeoutMs: 3_000 });
  });

  it.each([
    ['noTime', 0, {}],
    ['noAddress', 1_000, { addresses: { private: null, public: '192.0.2.1' } }],
    ['noPort', 1_000, { tags: { 'keyfleet:ssh-port': 'ssh' } }],
  ])('tries no login and says %s', async (why, leftMs, observed) => {
    const { targets, made } = plan(leftMs);
    expect(await logIn([at('i-1', observed)], made)).toEqual([['i-1', why]]);
    expect(targets).toEqual([]);
  });

  it('logInToEach has eight logins under way at most', async () => {
    let [now, most] = [0, 0];
    const login = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return loggedIn;
    };
    const { made } = plan(100_000, { key: { publicBody: '', forget: () => {}, login } });
    const notes = await logIn(
      Array.from({ length: 20 }, (_, n) => at(`i-${n}`)),
      made,
    );
    expect([notes.length, most]).toEqual([20, 8]);
  });
});
