import { describe, expect, it } from 'vitest';
import { openHouse, policy } from './edge-house.ts';

describe('the rotate function on the function host', () => {
  it('calls itself until all of several edge nodes are restarted and proven', async () => {
    const { ask, statuses } = await openHouse(3);
    await ask({ action: 'now', keyPair: 'edge' });
    const phase = async () => (await ask({ action: 'status' }))?.phase;
    await expect.poll(phase, { interval: 500 }).toBe('grace');
    expect(statuses()).toEqual(['Running', 'Running', 'Running']);
  });

  it('waits for them where its role may not call it, and leaves nothing to do', async () => {
    const without = JSON.parse(policy) as { Statement: { Action: string | string[] }[] };
    without.Statement = without.Statement.filter(({ Action }) => Action !== 'fc:InvokeFunction');
    const { ask, ticks } = await openHouse(2, JSON.stringify(without));
    const status = await ask({ action: 'now', keyPair: 'edge' });
    expect(status).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
    expect(status?.followUp).toBeUndefined();
    expect(ticks()).toBe(0);
  });
});
