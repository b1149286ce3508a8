import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildInPlace } from '../../build/in-place.ts';

it('builds what is not there, leaves what is up to date, and builds again when a source changed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-in-place-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [dist, source] = [path.join(folder, 'dist'), path.join(folder, 'source.ts')];
  const whenBuilt = async () => (await stat(path.join(dist, 'attach/index.js'))).mtimeMs;
  await writeFile(source, '1');
  await buildInPlace(dist, [source]);
  const first = await whenBuilt();
  await buildInPlace(dist, [source]);
  expect(await whenBuilt()).toBe(first);
  await utimes(source, new Date(), new Date(0));
  await buildInPlace(dist, [source]);
  expect(await whenBuilt()).toBe(first);
  await writeFile(source, '2');
  await buildInPlace(dist, [source]);
  expect(await whenBuilt()).toBeGreaterThan(first);
  expect((await readdir(dist)).toSorted()).toEqual([
    '.built-from',
    'attach',
    'auto-attach',
    'detach',
    'fleet',
    'rotate',
  ]);
});
