import { describe, expect, it } from 'vitest';
import { callUntilClear, type Job } from '../../../../shared/change/act/call-until-clear.ts';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { products } from '../../../../shared/products/index.ts';
import type { Driver } from '../../../../shared/products/product.ts';
import { createVirtualClock } from '../../../virtual-clock.ts';
import { observedAs } from '../plan/observed.ts';

type Fate = CloudError['fate'];

const errorOf = (fate: Fate, code = 'ServiceUnavailable') => new CloudError({ fate, code, message: 'not now' });

/** What is said of an attach that fails every time, and of which reading back shows this or fails too. */
async function outcomeOf(call: CloudError, look: CloudError | 'not applied') {
  const clock = createVirtualClock();
  let calls = 0;
  const seen = new Map([['i-1', observedAs()]]);
  const driver = {
    attach: () => {
      calls += 1;
      return Promise.reject(call);
    },
    look: () => (look === 'not applied' ? Promise.resolve(seen) : Promise.reject(look)),
  } as unknown as Driver;
  const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
  const job: Job = { action: 'attach', product: products.ecs, driver, keyPair, clock, clientToken: null };
  const verdict = (await clock.run(callUntilClear(job, ['i-1']))).get('i-1');
  return { verdict, calls };
}

describe('an attach that the cloud could not take', () => {
  it('has failed when reading back shows it not applied', async () => {
    const { verdict } = await outcomeOf(errorOf('unavailable'), 'not applied');

    expect(verdict).toMatchObject({ status: 'failed', code: 'ServiceUnavailable' });
  });

  it('is unknown when reading back fails too: the call may have got through', async () => {
    const { verdict } = await outcomeOf(errorOf('unavailable'), errorOf('lost', 'NoAnswer'));

    expect(verdict).toMatchObject({ status: 'unknown', code: 'Unknown' });
    expect(verdict?.message).toBe('not now; reading back failed too (not now)');
  });

  it('has failed when the cloud was never reached, whatever reading back says', async () => {
    const { verdict } = await outcomeOf(errorOf('unreachable', 'Unreachable'), errorOf('lost', 'NoAnswer'));

    expect(verdict).toMatchObject({ status: 'failed', code: 'Unreachable' });
  });
});

describe('an attach whose answer is lost', () => {
  it('is sent five times, and is unknown when reading back never shows it', async () => {
    const { verdict, calls } = await outcomeOf(errorOf('lost', 'NoAnswer'), 'not applied');

    expect(calls).toBe(5);
    expect(verdict).toMatchObject({
      status: 'unknown',
      message: 'not now; reading back shows it not applied yet',
    });
  });
});

describe('an attach that is refused as a whole', () => {
  it('is sent once: another try would be refused too', async () => {
    const { verdict, calls } = await outcomeOf(errorOf('refused', 'Forbidden.RAM'), 'not applied');

    expect(calls).toBe(1);
    expect(verdict).toMatchObject({ status: 'failed', code: 'Forbidden.RAM' });
  });
});
