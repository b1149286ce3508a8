import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describeBuildFailure } from './failure.ts';
import { rebuildInPlace } from './in-place.ts';
import { buildLocalCloud, canCompile } from './local-cloud.ts';

try {
  for (const name of await rebuildInPlace()) {
    const file = path.resolve(import.meta.dirname, '../dist', name, 'index.js');
    const { size } = await stat(file);
    console.log(`${name.padEnd(12)} ${(size / 1024).toFixed(0)} KB  ${file}`);
  }
  if (canCompile()) console.log(`${'local cloud'.padEnd(12)} ${await buildLocalCloud()}`);
} catch (error) {
  const lines = describeBuildFailure(error);
  if (!lines) throw error;
  console.error(lines.join('\n'));
  process.exitCode = 2;
}
