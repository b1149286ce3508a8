import { coldStart } from './cold-start.ts';
import { localCloud } from './local-cloud.ts';

const benches: Record<string, () => Promise<void>> = { 'cold-start': coldStart, 'local-cloud': localCloud };

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n## ${name}`);
  await bench();
}
