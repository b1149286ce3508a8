import { toTable } from '../bench.ts';
import { readFunctions } from '../functions.ts';
import type { Row } from './index.ts';

/** What each function takes, beside the memory that s.yaml gives it. */
export async function showMemory(rows: readonly Row[]): Promise<string[]> {
  const functions = await readFunctions();
  const cells = functions.map(({ name, memoryMb }) => {
    const row = rows.find((one) => one.name === name);
    return [name, row?.loadedMb.toFixed(0) ?? '', row?.peakMb.toFixed(0) ?? '', String(memoryMb)];
  });
  return [
    '### Memory',
    '',
    'Resident after loading, and the most until a first event was answered, beside `memorySize` in s.yaml. The platform’s',
    'steps are 64 MB from 128 MB on. With 128 MB a first event would leave less than half for an RSA key, a login or a',
    'fleet in memory (`pacing` has the peaks: 5,000 instances with their report take some 30 MB more than one, 50,000 some',
    '115 MB), so the functions have 256 MB.',
    '',
    ...toTable(['function', 'loaded MB', 'first event MB', 'memorySize MB'], cells),
  ];
}
