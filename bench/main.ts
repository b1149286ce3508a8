import { parseArgs } from 'node:util';
import { readArguments } from '../build/read-arguments.ts';
import type { Bench } from './bench.ts';
import { coldStart } from './cold-start/index.ts';
import { cost } from './cost/index.ts';
import { guests } from './guests.ts';
import { localCloud } from './local-cloud.ts';
import { pacing } from './pacing/index.ts';
import { writeSection } from './results.ts';
import { testPath } from './test-path.ts';

const benches: Record<string, Bench> = {
  pacing,
  'cold-start': coldStart,
  cost,
  'local-cloud': localCloud,
  guests,
  'test-path': testPath,
};

const usage = `
npm run bench [-- NAME... --quick]     measures all, or what is named, and writes it into bench/RESULTS.md

  ${Object.keys(benches).join(', ')}
  --quick   leaves out what takes minutes, and writes nothing
`;

function readBenches(args: readonly string[]): { wanted: readonly string[]; quick: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) throw new RangeError(`There is no bench ${unknown.join(', ')}`);
  return { wanted: positionals, quick: values.quick };
}

const { wanted, quick } = readArguments(usage, readBenches);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  const lines = await bench({ quick, progress: (line) => console.error(`  ${line}`) });
  console.log(`\n## ${name}\n\n${lines.join('\n')}`);
  if (!quick) await writeSection(name, lines, Object.keys(benches));
}
