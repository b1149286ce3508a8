import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alreadyDone, disqualify, judgeRow } from '../../../shared/change/verdict.ts';
import { products } from '../../../shared/products/index.ts';
import type { Observed } from '../../../shared/products/product.ts';

const ops = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
const seen = (facts: Partial<Observed> = {}): Observed => ({
  instanceId: 'i-1',
  status: 'Running',
  os: 'linux',
  keyPairName: null,
  instanceName: 'web-1',
  tags: {},
  startedMs: null,
  createdMs: null,
  addresses: { private: '10.0.0.1', public: null },
  ...facts,
});

describe('row of an answer', () => {
  const judge = (success: unknown, code: unknown) =>
    judgeRow({ instanceId: 'i-1', success, code, message: 'm' }, 'r-1')?.status ?? 'unclear';
  const isJudged = (status: string) => (success: unknown, code: unknown) => {
    expect(judge(success, code)).toBe(status);
  };
  const yes = fc.constantFrom(true, 'true', 'True', 'TRUE');
  const no = fc.constantFrom(false, 'false', 'False', 'FALSE');
  const ok = fc.constantFrom(200, '200');
  const refusal = fc.constantFrom(
    'InvalidInstanceId.NotFound',
    'DependencyViolation.WindowsInstance',
    'IncorrectInstanceStatus',
    403,
    '404',
  );
  const nonsense = fc.constantFrom(undefined, null, '', 'yes', 0, 1, {}, [], 'maybe');

  it('a row of an answer is a success when Success and Code both say so, whatever their types', () => {
    fc.assert(fc.property(yes, ok, isJudged('succeeded')));
  });
  it('a row of an answer is a failure when Success denies it and Code names a reason', () => {
    fc.assert(fc.property(no, refusal, isJudged('failed')));
  });
  it('a row of an answer is unclear when the two contradict each other', () => {
    fc.assert(fc.property(yes, refusal, isJudged('unclear')));
    fc.assert(fc.property(no, ok, isJudged('unclear')));
  });
  it('a row of an answer is unclear when one of them says nothing', () => {
    fc.assert(fc.property(nonsense, fc.oneof(ok, refusal), isJudged('unclear')));
    fc.assert(fc.property(yes, nonsense, isJudged('unclear')));
  });
  it.each(['Throttling.User', 'ServiceUnavailable', 'InternalError'])(
    'a row of an answer is unclear when %s may pass',
    (code) => {
      expect(judge(false, code)).toBe('unclear');
    },
  );
  it('a row of an answer is never judged by its message', () => {
    const row = { instanceId: 'i-1', success: true, code: '200', message: 'AccessDenied' };
    expect(judgeRow(row, 'r-1')).toMatchObject({ status: 'succeeded', cloudRequestId: 'r-1' });
  });
});

describe('an instance takes no part', () => {
  it.each([
    ['when the product does not list it', 'ecs', undefined, 'InvalidInstanceId.NotFound'],
    ['on Windows', 'ecs', seen({ os: 'windows' }), 'DependencyViolation.WindowsInstance'],
    ['while it starts', 'swas', seen({ status: 'Starting' }), 'IncorrectInstanceStatus'],
    ['while it runs, on ENS', 'ens', seen(), 'IncorrectInstanceStatus'],
  ] as const)('an instance takes no part %s', (_when, product, instance, code) => {
    expect(disqualify('attach', products[product], instance)?.code).toBe(code);
  });
  it.each([
    ['ecs', 'Running'],
    ['ecs', 'Stopped'],
    ['ens', 'Stopped'],
    ['swas', 'Running'],
    ['swas', 'Stopped'],
  ] as const)('an instance takes part on %s when %s', (product, status) => {
    expect(disqualify('attach', products[product], seen({ status }))).toBeNull();
  });
});

describe('nothing is to be done', () => {
  it('nothing is to be done when the key pair to attach is attached', () => {
    expect(alreadyDone('attach', ops, seen({ keyPairName: 'ops' }))?.code).toBe('AlreadyAttached');
  });
  it.each([null, 'dev'])('nothing is to be done when the key pair to detach is not attached but %s', (keyPairName) => {
    expect(alreadyDone('detach', ops, seen({ keyPairName }))?.code).toBe('NotAttached');
  });
  it('something may be left to do when the product did not say what is attached', () => {
    expect(alreadyDone('detach', ops, seen({ keyPairName: undefined }))).toBeNull();
  });
});
