import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { partition } from '../../../../../shared/lists.ts';
import { CACHE, findNoticed, hasPlace } from './judge.ts';
import { seededMutants } from './mutants.ts';

const folder = mkdtempSync(join(CACHE, '.keyfleet-mutants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const known = await findNoticed(folder);

const [judged, moved] = partition(seededMutants, hasPlace);

it('at least 20 faults have their place in the sources', () => {
  for (const { fault, file } of moved) console.log(`to be put in anew, for ${file} has changed: ${fault}`);
  expect(judged.length).toBeGreaterThanOrEqual(20);
});

it.each(judged.map((mutant) => [mutant.fault, mutant] as const))(
  'stories or schedules notice where %s',
  async (fault, mutant) => {
    const [noticed] = await findNoticed(folder, mutant, known);

    console.log(`${fault}: ${noticed}`);
    expect(noticed).toBeDefined();
  },
);
