import { describe, expect, it } from 'vitest';
import { findLoginObstacle, judgeLogin, loginPatienceMs } from '../../../shared/instances/login-proof.ts';
import type { LoginResult } from '../../../shared/login/index.ts';
import type { Observed } from '../../../shared/products/product.ts';
import { failed, unknown } from '../../../shared/verdict.ts';

const login = (result: LoginResult['result'], hostKeyFingerprint: string | null = null): LoginResult => ({
  result,
  detail: 'so it was',
  hostKey: null,
  hostKeyFingerprint,
});

describe('what a login shows of a change', () => {
  it.each<['attach' | 'detach', LoginResult['result'], isInForce: boolean | null, flaw: string | null]>([
    ['attach', 'loggedIn', true, null],
    ['attach', 'refused', false, 'failed LoginRefused'],
    ['attach', 'noSession', false, 'failed NoSession'],
    ['attach', 'unreachable', null, 'unknown LoginUnreachable'],
    ['attach', 'hostKeyMismatch', null, 'failed HostKeyMismatch'],
    ['attach', 'hostKeyUnknown', null, 'failed HostKeyUnknown'],
    ['detach', 'refused', true, null],
    ['detach', 'loggedIn', false, 'failed StillLogsIn'],
    ['detach', 'noSession', false, 'failed StillLogsIn'],
    ['detach', 'unreachable', null, 'unknown LoginUnreachable'],
  ])('of %s, when it is %s: in force %s, %s', (action, result, isInForce, flaw) => {
    const proof = judgeLogin(login(result), action);
    expect(proof.isInForce).toBe(isInForce);
    expect(proof.flaw && `${proof.flaw.status} ${proof.flaw.code}`).toBe(flaw);
  });

  it('names the host key that was shown', () => {
    expect(judgeLogin(login('refused', 'SHA256:abc'), 'attach').flaw?.message).toBe('so it was (host key SHA256:abc)');
  });
});

describe('how long a flaw may still pass after a restart', () => {
  it.each([
    [failed('HostKeyMismatch', ''), 0],
    [failed('LoginRefused', ''), 30_000],
    [failed('NoSession', ''), 30_000],
    [failed('HostKeyUnknown', ''), Number.POSITIVE_INFINITY],
    [unknown('LoginUnreachable', ''), Number.POSITIVE_INFINITY],
    [unknown('NoAddress', ''), Number.POSITIVE_INFINITY],
  ])('%o: %d ms', (flaw, patienceMs) => {
    expect(loginPatienceMs(flaw)).toBe(patienceMs);
  });
});

describe('an instance to which no login can ever be tried', () => {
  const observed = (tags: Observed['tags'], address: string | null = '10.0.0.7') =>
    ({ tags, addresses: { private: address, public: null } }) as Observed;

  it.each([
    [observed({}), null],
    [observed({ 'keyfleet:ssh-port': '2222' }), null],
    [observed({ 'keyfleet:ssh-port': 'ssh' }), 'InvalidSshPort'],
    [observed({}, null), 'NoAddress'],
  ])('%o: %s', (seen, code) => {
    expect(findLoginObstacle(seen, 'private')?.code ?? null).toBe(code);
  });
});
