import { expect, it } from 'vitest';
import { soak } from './soak.ts';

it.skipIf(process.platform !== 'linux')(
  'a minute of everything at random leaves nothing open, nothing behind and no key pair where it should not be',
  async () => {
    const { held, operations, broken, wrong } = await soak({ durationMs: 60_000, seed: 1 });
    const [start, middle, end, closed] = held;

    expect(operations).toBeGreaterThan(10);
    expect({ broken, wrong }).toEqual({ broken: [], wrong: [] });
    expect(end?.descriptors).toBeLessThan((middle?.descriptors ?? 0) + 100);
    expect(end?.temporary).toBeLessThanOrEqual(1);
    expect(closed).toMatchObject({ children: start?.children, temporary: 0 });
    expect(closed?.descriptors).toBeLessThan((start?.descriptors ?? 0) + 20);
  },
);
