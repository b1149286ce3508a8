import { expect, it } from 'vitest';
import { createLimiter } from '../../../../local/guest/process/limiter.ts';

it('a limiter lets as many tasks run as allowed, the others in order, whether or not they fail', async () => {
  const limit = createLimiter(2);
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const task = (name: string, fails = false) =>
    limit(async () => {
      log.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (fails) throw new Error(name);
    }).catch((error: Error) => log.push(`${error.message} failed`));
  const tasks = [task('a', true), task('b'), task('c'), task('d')];
  expect(log).toEqual(['a', 'b']);

  ends[0]?.();
  await tasks[0];

  expect(log).toEqual(['a', 'b', 'c', 'a failed']);
  ends[1]?.();
  await tasks[1];
  expect(log.at(-1)).toBe('d');
});
