import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloudError, type Fate } from '../../../shared/cloud/errors.ts';
import { ofAll } from '../../../shared/lists.ts';
import { askTogether, toPowerResult } from '../../../shared/products/power.ts';

const ids = (count: number) => Array.from({ length: count }, (_, n) => `i-${n}`);
const yes = toPowerResult({}, 'r-1');
const failure = (fate: Fate, code: string) => new CloudError({ fate, code, message: 'm', requestId: 'r-2' });

describe('code of one instance', () => {
  it.each([[200], ['200'], [0], ['0'], [undefined], [null], ['']])(
    'the code of one instance %j is accepted',
    (Code) => {
      expect(toPowerResult({ Code }, 'r-1')).toMatchObject({ accepted: 'yes', requestId: 'r-1' });
    },
  );
  it.each([['IncorrectInstanceStatus'], ['InvalidInstanceId.NotFound'], [403]])(
    'the code of one instance %j is refused',
    (Code) => {
      const result = toPowerResult({ Code, Message: 'why' }, 'r-1');
      expect(result).toEqual({ accepted: 'no', code: String(Code), message: 'why', requestId: 'r-1' });
    },
  );
  it.each([['InternalError'], ['ServiceUnavailable'], ['Throttling.User']])(
    'the code of one instance %j tells nothing',
    (Code) => {
      expect(toPowerResult({ Code }, 'r-1').accepted).toBe('unknown');
    },
  );
});

describe('call for many', () => {
  const ask = async (count: number, send: (some: readonly string[]) => void) => {
    const calls: number[] = [];
    const results = await askTogether(ids(count), async (some) => {
      calls.push(some.length);
      send(some);
      return ofAll(some, yes);
    });
    return { results, calls };
  };
  const refuseFor = (bad: ReadonlySet<string>) => (some: readonly string[]) => {
    if (some.some((id) => bad.has(id))) throw failure('refused', 'IncorrectInstanceStatus');
  };

  it('a call for many is one call when nothing is refused', async () => {
    expect((await ask(100, () => {})).calls).toEqual([100]);
  });

  it('refuses exactly those that it was refused for, whichever they are', async () => {
    expect.hasAssertions();
    const sizes = fc.record({ count: fc.integer({ min: 1, max: 40 }), bad: fc.array(fc.nat(39)) });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ count, bad }) => {
        const wrong = new Set(bad.map((n) => `i-${n}`));
        const { results } = await ask(count, refuseFor(wrong));
        expect([...results.keys()].toSorted()).toEqual(ids(count).toSorted());
        for (const [id, { accepted }] of results) expect(accepted).toBe(wrong.has(id) ? 'no' : 'yes');
      }),
    );
  });

  it('finds one among a hundred with at most fifteen calls', async () => {
    const { calls } = await ask(100, refuseFor(new Set(['i-57'])));
    expect(calls.length).toBeLessThanOrEqual(15);
  });

  it('a call for many is not divided when it is refused for all of them alike', async () => {
    const { results, calls } = await ask(10, () => {
      throw failure('refused', 'Forbidden.RAM');
    });
    expect(calls).toEqual([10]);
    expect([...results.values()]).toEqual(
      ids(10).map(() => ({ accepted: 'no', code: 'Forbidden.RAM', message: 'm', requestId: 'r-2' })),
    );
  });

  it.each<[Fate, 'no' | 'unknown']>([
    ['lost', 'unknown'],
    ['unavailable', 'unknown'],
    ['unreachable', 'no'],
    ['deadline', 'no'],
    ['throttled', 'no'],
  ])('a call for many that is %s says %s of each', async (fate, accepted) => {
    const { results, calls } = await ask(3, () => {
      throw failure(fate, 'Some.Instance');
    });
    expect(calls).toEqual([3]);
    expect([...results.values()].map((result) => result.accepted)).toEqual([accepted, accepted, accepted]);
  });

  it('passes on what is not the cloud’s failure', async () => {
    const broken = ask(2, () => {
      throw new TypeError('a fault of ours');
    });
    await expect(broken).rejects.toThrow('a fault of ours');
  });
});
