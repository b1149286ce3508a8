import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSilenceWatch } from './silence-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const run = { type: 'run', context: { files: [{ filepath: '/a.test.ts' }] } };

/** A watch that waits for a second, told that a worker has a file to run. */
function openWatch() {
  const accounts: string[] = [];
  const watch = createSilenceWatch(1_000, (account) => accounts.push(account));
  watch.say(run);
  return { ...watch, accounts };
}

it('a worker that says nothing is told of once, with what it waits for', () => {
  const { hear, say, accounts } = openWatch();
  hear({ t: 'q', m: 'resolve', i: '1' });
  hear({ t: 'q', m: 'fetch', i: '2' });
  say({ t: 's', i: '1' });

  vi.advanceTimersByTime(5_000);

  expect(accounts).toEqual([
    "/a.test.ts: its worker said nothing for 1 s and is ended; it waits for the runner's answer to fetch",
  ]);
});

it('a worker that says something now and then is left alone', () => {
  const { hear, accounts } = openWatch();
  for (let at = 0; at < 5; at += 1) {
    vi.advanceTimersByTime(900);
    hear({ t: 'q', m: 'onTaskUpdate', i: String(at) });
  }
  expect(accounts).toEqual([]);
});

it('a worker that has finished its file may be silent, until it gets another', () => {
  const { hear, say, accounts } = openWatch();
  hear({ type: 'testfileFinished' });
  vi.advanceTimersByTime(5_000);
  expect(accounts).toEqual([]);

  say(run);
  vi.advanceTimersByTime(1_000);
  expect(accounts).toEqual(['/a.test.ts: its worker said nothing for 1 s and is ended; it asks for nothing']);
});

it('a worker that is stopped is not watched any more', () => {
  const { end, accounts } = openWatch();
  end();
  vi.advanceTimersByTime(5_000);
  expect(accounts).toEqual([]);
});
