import { describe, expect, it } from 'vitest';
import { openHouse } from './edge-house.ts';

describe('the rotate function on the function host', () => {
  it('calls itself until an edge node is restarted and proven', async () => {
    const { ask, carried, ticks, statuses } = await openHouse(1);
    const first = await ask({ action: 'now', keyPair: 'edge' });
    expect(first).toMatchObject({ phase: 'adding', followUp: expect.any(String) });
    const phase = async () => (await ask({ action: 'status' }))?.phase;
    await expect.poll(phase, { interval: 500 }).toBe('grace');
    expect([carried(), statuses()]).toEqual([[first?.pending], ['Running']]);
    expect(ticks()).toBeGreaterThanOrEqual(2);
  });
});
