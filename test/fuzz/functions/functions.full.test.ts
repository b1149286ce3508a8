import { expect, it, vi } from 'vitest';
import { fuzzHandler } from './fuzz.ts';
import { functions } from './table.ts';

vi.mock('../../../shared/cloud/clock.ts', () => import('./hasty-clock.ts'));

it.each(Object.entries(functions))(
  '%s survives 20,000 mutated events, and changes nothing that it does not report',
  async (name, load) => {
    const fuzzed = await fuzzHandler(load, 20_000);
    console.log(name, JSON.stringify(fuzzed));
    expect(fuzzed).toMatchObject({ events: 20_000 });
    expect(fuzzed.reports).toBeGreaterThan(100);
  },
);
