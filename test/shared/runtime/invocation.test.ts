import { describe, expect, it } from 'vitest';
import { type Context, startInvocation } from '../../../shared/runtime/invocation.ts';
import type { Environment } from '../../../shared/runtime/settings.ts';
import { createVirtualClock } from '../../virtual-clock.ts';

const context: Context = {
  requestId: '1-test',
  credentials: { accessKeyId: 'STS.ak', accessKeySecret: 'sk', securityToken: 'token' },
  function: { name: 'keyfleet-rotate', timeout: 300 },
  accountId: '1234567890123456',
  region: 'cn-hangzhou',
};
const everySecondsIn = (environment: Environment, more: Partial<Context> = {}) =>
  startInvocation({ ...context, ...more }, environment).again?.everySeconds ?? null;

describe('whether a function calls itself again', () => {
  it.each<[string, Environment, number | null]>([
    ['as deployed, every 20 s', {}, 20],
    ['as often as it is told', { KEYFLEET_FOLLOW_UP_SECONDS: '60' }, 60],
    ['not when it is told to stay', { KEYFLEET_FOLLOW_UP_SECONDS: '0' }, null],
    ['not where the cloud is replaced and nobody says where functions are', { KEYFLEET_ENDPOINT: 'http://a' }, null],
    ['where a host says so', { KEYFLEET_ENDPOINT: 'http://a', KEYFLEET_FC_ENDPOINT: 'http://b' }, 20],
  ])('whether a function calls itself again: %s', (_, environment, expected) => {
    expect(everySecondsIn(environment)).toBe(expected);
  });

  it('a function does not call itself again without its account or region, which its address is made of', () => {
    expect([everySecondsIn({}, { accountId: '' }), everySecondsIn({}, { region: '' })]).toEqual([null, null]);
  });

  it.each(['-1', 'soon', '301', '1.5', ''])('a function refuses "%s" for how often it calls itself again', (text) => {
    const message = 'KEYFLEET_FOLLOW_UP_SECONDS: expected a whole number from 0 to 300';
    expect(() => startInvocation(context, { KEYFLEET_FOLLOW_UP_SECONDS: text })).toThrow(message);
  });
});

describe('the time of an invocation', () => {
  it.each([
    [300, { writesMs: 285_000, readsMs: 295_000, answersMs: 299_000 }],
    [10, { writesMs: 6_000, readsMs: 8_000, answersMs: 9_000 }],
  ])('the time of an invocation of %i s keeps some for reading back and to answer', (timeout, expected) => {
    const { deadlines } = startInvocation(
      { ...context, function: { name: 'keyfleet-rotate', timeout } },
      {},
      createVirtualClock(0),
    );

    expect(deadlines).toEqual(expected);
  });
});
