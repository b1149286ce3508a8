import { describe, expect, it } from 'vitest';
import { inTurns, toJson } from '../../../../local/cloud/gateway/turns.ts';
import { createGuests } from '../../../../local/guest/index.ts';
import { openCloud } from '../open-cloud.ts';

/** How many turns the event loop takes while something goes on. */
async function turnsDuring(task: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await task();
  isOver = true;
  return turns;
}

describe('the event loop', () => {
  it('the event loop turns while a long list is written as JSON, and the text is the same', async () => {
    const list = Array.from({ length: 20_000 }, (_, at) => ({ at }));
    let text = '';
    const turns = await turnsDuring(async () => (text = await toJson(list)));

    expect(turns).toBeGreaterThanOrEqual(39);
    expect(text).toBe(JSON.stringify(list));
    expect(await toJson([])).toBe('[]');
    expect(await inTurns([1, 2, 3], (some) => some.length)).toEqual([3]);
  });

  it('the event loop turns while 20,000 instances are made, and all are', async () => {
    const cloud = await openCloud();
    const turns = await turnsDuring(() =>
      fetch(`${cloud.url}/_local/instances`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ product: 'ecs', regionId: 'cn-hangzhou', count: 20_000, tags: { ssh: 'ops' } }]),
      }),
    );

    expect(turns).toBeGreaterThanOrEqual(39);
    expect(cloud.instances.list()).toHaveLength(20_000);
  });

  it('none of many instances is made where one of them is described wrong', async () => {
    const cloud = await openCloud();
    const specs = [
      { product: 'ecs', regionId: 'cn-hangzhou', count: 1_000 },
      { product: 'ecs', regionId: 'nowhere' },
    ];
    const answer = await fetch(`${cloud.url}/_local/instances`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(specs),
    });

    expect(answer.status).toBe(400);
    expect(cloud.instances.list()).toEqual([]);
  });

  it('the event loop turns between the files of any two of many guests', async () => {
    const guests = await createGuests({ runner: 'none' });
    const made = Array.from({ length: 30 }, (_, at) => guests.create({ instanceId: `i-${at}` }));
    const turns = await turnsDuring(() => Promise.all(made.map((guest) => guest.prepare())));
    const isWhole = made.map((guest) => guest.hasFolder('/root'));
    await guests.close();

    expect(turns).toBeGreaterThanOrEqual(30);
    expect(isWhole).toEqual(made.map(() => true));
  });
});
