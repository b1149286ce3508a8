import type { Bench } from './bench.ts';
import { coldStart } from './cold-start/index.ts';
import { cost } from './cost/index.ts';
import { guests } from './guests.ts';
import { localCloud } from './local-cloud.ts';
import { pacing } from './pacing/index.ts';
import { writeSection } from './results.ts';
import { testPath } from './test-path.ts';

/*
 * `npm run bench` measures everything and writes RESULTS.md; `npm run bench -- NAME` measures one and replaces its
 * section there. `--quick` leaves out what takes minutes and writes nothing.
 */
const benches: Record<string, Bench> = {
  pacing,
  'cold-start': coldStart,
  cost,
  'local-cloud': localCloud,
  guests,
  'test-path': testPath,
};

const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const quick = process.argv.includes('--quick');
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  const lines = await bench({ quick, progress: (line) => console.error(`  ${line}`) });
  console.log(`\n## ${name}\n\n${lines.join('\n')}`);
  if (!quick) await writeSection(name, lines, Object.keys(benches));
}
