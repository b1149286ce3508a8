import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/cloud/errors.ts';
import { learnRate } from '../../../shared/cloud/learn-rate.ts';
import { createPace } from '../../../shared/cloud/pace.ts';
import { chooseRate, readQuotas } from '../../../shared/cloud/quotas.ts';
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts';

const LATENCY_MS = 80;
const REFUSAL_MS = 15;

/** Whether a call that arrives now is let in. */
type Quota = (nowMs: number) => boolean;

function tokenBucket(perSecond: number, burst: number, startMs: number): Quota {
  let tokens = burst;
  let atMs = startMs;
  return (nowMs) => {
    tokens = Math.min(burst, tokens + ((nowMs - atMs) * perSecond) / 1000);
    atMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

function fixedWindow(limit: number, windowMs: number, startMs: number): Quota {
  const used = new Map<number, number>();
  return (nowMs) => {
    const window = Math.floor((nowMs - startMs) / windowMs);
    const count = used.get(window) ?? 0;
    if (count >= limit) return false;
    used.set(window, count + 1);
    return true;
  };
}

function createOperation(clock: VirtualClock, quota: Quota) {
  const operation = { sent: 0, refused: 0, call };
  async function call() {
    operation.sent++;
    const isLetIn = quota(clock.now());
    await clock.sleep(isLetIn ? LATENCY_MS : REFUSAL_MS);
    if (isLetIn) return 'done';
    operation.refused++;
    throw new CloudError({ fate: 'throttled', code: 'Throttling.User', message: 'slow down' });
  }
  return operation;
}

interface Setting {
  /** As an operator configures it. */
  readonly known?: string;
  /** Somebody else's calls a second, one by one, at a steady pace. */
  readonly others?: number;
  readonly seed?: number;
}

async function measure(
  count: number,
  makeQuota: (startMs: number) => Quota,
  { known: quota, others = 0, seed = 1 }: Setting = {},
) {
  const clock = createVirtualClock(undefined, seed);
  const startMs = clock.now();
  const letsIn = makeQuota(startMs);
  const operation = createOperation(clock, letsIn);
  const theirs = others > 0 ? callSteadily(clock, letsIn, others) : null;
  const quotas = readQuotas(quota && JSON.stringify({ 'ecs.AttachKeyPair': quota }), undefined);
  const pace = createPace(clock, (key) => chooseRate(quotas, key, clock.random));
  const calls = Array.from({ length: count }, () =>
    pace('ecs.AttachKeyPair', Number.POSITIVE_INFINITY, operation.call),
  );
  const answers = await clock.run(Promise.all(calls));
  const seconds = (clock.now() - startMs) / 1000;
  const rejectedShare = theirs ? theirs.rejected / theirs.sent : 0;
  return { seconds, calls: operation.sent / count, answers: answers.length, rejectedShare };
}

function callSteadily(clock: VirtualClock, letsIn: Quota, perSecond: number) {
  const theirs = { sent: 0, rejected: 0 };
  const next = () => {
    theirs.sent++;
    if (!letsIn(clock.now())) theirs.rejected++;
    clock.after(1000 / perSecond, next);
  };
  clock.after((clock.random() * 1000) / perSecond, next);
  return theirs;
}

describe('pacing an operation whose quota is unknown', () => {
  it.each([
    [10, 100],
    [20, 100],
    [10, 1000],
    [20, 1000],
  ])(
    'pacing an operation whose quota is unknown of %d calls a second, %d calls take at most 1.1 times what they must',
    async (perSecond, count) => {
      const bound = (count - perSecond) / perSecond + LATENCY_MS / 1000;
      const { seconds, answers } = await measure(count, (startMs) => tokenBucket(perSecond, perSecond, startMs));
      expect(answers).toBe(count);
      expect(seconds / bound).toBeLessThanOrEqual(1.1);
    },
  );

  it.each([10, 20])(
    'pacing an operation whose quota is unknown of %d calls a second, 1000 calls are sent at most 1.05 times',
    async (perSecond) => {
      const { calls } = await measure(1000, (startMs) => tokenBucket(perSecond, perSecond, startMs));
      expect(calls).toBeLessThanOrEqual(1.05);
    },
  );

  it.each([10, 20])(
    'a learnt quota of %d calls a second leaves other callers, at a quarter of it, at most 2 refusals in 100 calls',
    async (perSecond) => {
      expect.hasAssertions();
      const shares: number[] = [];
      for (let seed = 1; seed <= 20; seed++) {
        const makeQuota = (startMs: number) => tokenBucket(perSecond, perSecond, startMs);
        const { rejectedShare, calls } = await measure(400, makeQuota, { others: perSecond / 4, seed });
        expect(calls).toBeLessThanOrEqual(1.05);
        shares.push(rejectedShare);
      }
      expect(Math.max(...shares)).toBeLessThanOrEqual(0.02);
    },
  );

  it('pacing an operation whose quota is unknown without any burst is not asked for two at once', async () => {
    const { seconds, calls } = await measure(300, (startMs) => tokenBucket(5, 1, startMs));
    expect(seconds / 60).toBeLessThanOrEqual(2);
    expect(calls).toBeLessThanOrEqual(1.2);
  });

  it('pacing an operation whose quota is unknown of 50 calls in a fixed window of 10 s, waits for windows instead of knocking', async () => {
    const { seconds, calls } = await measure(200, (startMs) => fixedWindow(50, 10_000, startMs));
    expect(seconds / 30.1).toBeLessThanOrEqual(1.3);
    expect(calls).toBeLessThanOrEqual(1.2);
  });
});

describe('a clock that is turned', () => {
  it('a clock that is turned forward and back between a refusal and the next call does not hold up what follows', async () => {
    const clock = createVirtualClock();
    const startMs = clock.now();
    let turnedMs = 0;
    let sent = 0;
    const letsIn = tokenBucket(10, 10, startMs);
    const call = async () => {
      const isLetIn = letsIn(clock.now()) && ++sent !== 30;
      await clock.sleep(isLetIn ? LATENCY_MS : REFUSAL_MS);
      if (isLetIn) return;
      // Only while the refusal is noted.
      turnedMs = 3_600_000;
      clock.after(1, () => void (turnedMs = 0));
      throw new CloudError({ fate: 'throttled', code: 'Throttling.User', message: 'slow down' });
    };
    const pace = createPace({ ...clock, now: () => clock.now() + turnedMs }, () => learnRate(clock.random));
    const calls = Array.from({ length: 60 }, () => pace('ecs.AttachKeyPair', Number.POSITIVE_INFINITY, call));
    await clock.run(Promise.all(calls));
    expect(turnedMs).toBe(0);
    expect((clock.now() - startMs) / 1000).toBeLessThan(60);
  });
});

describe('pacing an operation whose quota is known', () => {
  it.each([10, 20])(
    'pacing an operation whose quota is known of %d calls a second uses its share of it, and is never throttled',
    async (perSecond) => {
      expect.hasAssertions();
      const makeQuota = (startMs: number) => tokenBucket(perSecond, perSecond, startMs);
      for (const count of [100, 1000]) {
        const { seconds, calls } = await measure(count, makeQuota, { known: `${perSecond}/1(s)` });
        const bound = (count - 0.7 * perSecond) / (0.7 * perSecond) + LATENCY_MS / 1000;
        expect(seconds / bound).toBeLessThanOrEqual(1.05);
        expect(calls).toBe(1);
      }
    },
  );

  it.each([10, 20])(
    'pacing an operation whose quota is known of %d calls a second leaves others who use a quarter of it alone',
    async (perSecond) => {
      const makeQuota = (startMs: number) => tokenBucket(perSecond, perSecond, startMs);
      const setting = { known: `${perSecond}/1(s)`, others: perSecond / 4 };
      expect((await measure(400, makeQuota, setting)).rejectedShare).toBe(0);
    },
  );

  it('pacing an operation whose quota is known of a fixed window stays within it', async () => {
    const { calls } = await measure(300, (startMs) => fixedWindow(50, 10_000, startMs), { known: '50/10(s)' });
    expect(calls).toBe(1);
  });
});

describe('what an operator says of quotas', () => {
  it.each([
    ['[]', undefined, /KEYFLEET_QUOTAS: expected a JSON object/],
    ['{', undefined, /KEYFLEET_QUOTAS: expected a JSON object/],
    ['{"ecs.AttachKeyPair": 10}', undefined, /at "ecs.AttachKeyPair"/],
    ['{"AttachKeyPair": "10/1(s)"}', undefined, /at "AttachKeyPair"/],
    ['{}', '0', /KEYFLEET_QUOTA_SHARE/],
    ['{}', '1.1', /KEYFLEET_QUOTA_SHARE/],
    ['{}', 'half', /KEYFLEET_QUOTA_SHARE/],
  ])('what an operator says of quotas %s and %s is refused', (quotas, share, problem) => {
    expect(() => readQuotas(quotas, share)).toThrow(problem);
  });
});

describe('the pace of a clock that is set anew', () => {
  it.each([-3_600_000, 3_600_000])(
    'the pace of a clock that is set anew goes on after a jump of %i ms',
    async (jumpMs) => {
      const clock = createVirtualClock();
      const startMs = clock.now();
      let shiftMs = 0;
      const never = Number.POSITIVE_INFINITY;
      const pace = createPace({ ...clock, now: () => clock.now() + shiftMs }, () =>
        chooseRate(new Map(), '', clock.random),
      );
      const calls = Array.from({ length: 60 }, (_, at) =>
        pace('operation', never, async () => {
          await clock.sleep(LATENCY_MS);
          if (at === 20) shiftMs = jumpMs;
          return 'done';
        }),
      );
      expect(await clock.run(Promise.all(calls))).toEqual(calls.map(() => 'done'));
      expect(clock.now() - startMs).toBeLessThan(10_000);
    },
  );
});
