import { stat } from 'node:fs/promises';
import { build } from './bundle.ts';

for (const { name, file } of await build()) {
  const { size } = await stat(file);
  console.log(`${name.padEnd(12)} ${(size / 1024).toFixed(0)} KB  ${file}`);
}
