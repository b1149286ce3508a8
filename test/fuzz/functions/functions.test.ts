import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { fuzzHandler } from './fuzz.ts';
import { functions } from './table.ts';

vi.mock('../../../shared/cloud/clock.ts', () => import('./hasty-clock.ts'));

// Another file may have loaded the functions in this worker, with the clock that really waits.
beforeEach(() => void vi.resetModules());

it.each(Object.entries(functions))(
  '%s survives 300 mutated events, and changes nothing that it does not report',
  async (_name, load) => {
    expect(await fuzzHandler(load, 300)).toMatchObject({ events: 300 });
  },
);

it('no function is left out', () => {
  const folder = path.resolve(import.meta.dirname, '../../../functions');
  expect(Object.keys(functions).map((name) => `${name}.ts`)).toEqual(expect.arrayContaining(readdirSync(folder)));
});
