import { stat } from 'node:fs/promises';
import { build } from './bundle.ts';
import { describeBuildFailure } from './failure.ts';

try {
  for (const { name, file } of await build()) {
    const { size } = await stat(file);
    console.log(`${name.padEnd(12)} ${(size / 1024).toFixed(0)} KB  ${file}`);
  }
} catch (error) {
  const lines = describeBuildFailure(error);
  if (!lines) throw error;
  console.error(lines.join('\n'));
  process.exitCode = 2;
}
