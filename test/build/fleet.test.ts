import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fleetPlugin } from '../../build/fleet.ts';
import fleet from '../../fleet.yaml';
import { readFleet } from '../../shared/fleet/file/read.ts';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-fleet-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bundles a function that has the fleet and nothing else. */
function bundleWith(fleetFile: string, outfile = path.join(folder, 'index.cjs')) {
  const contents = "import fleet from '../fleet.yaml'; export { fleet };";
  return build({
    stdin: { contents, resolveDir: path.join(root, 'functions') },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    metafile: true,
    logLevel: 'silent',
    plugins: [fleetPlugin(fleetFile)],
  });
}

describe('importing fleet.yaml', () => {
  it('gives a function the checked fleet, and no parser', async () => {
    const { metafile } = await bundleWith(path.join(root, 'fleet.yaml'));

    const bundled: unknown = require(path.join(folder, 'index.cjs'));
    expect(bundled).toEqual({ fleet: readFleet(await readFile(path.join(root, 'fleet.yaml'), 'utf8')).fleet });
    expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules'))).toEqual([]);
  });

  it('gives tests the same', () => {
    expect(fleet.keyPairs.map(({ name }) => name)).toEqual(['ops']);
  });

  it('takes another file where one is named', async () => {
    const other = path.join(folder, 'other.yaml');
    await writeFile(other, 'keyPairs: [{ name: dev, instances: [{ product: ens, tags: { a: b } }] }]');
    await bundleWith(other, path.join(folder, 'other.cjs'));

    expect(require(path.join(folder, 'other.cjs'))).toMatchObject({ fleet: { keyPairs: [{ name: 'dev' }] } });
  });

  it('makes no bundle of a fleet with problems, and says where they are', async () => {
    const broken = path.join(folder, 'broken.yaml');
    await writeFile(broken, 'keyPairs:\n  - name: ops\n    instances: [{ product: ens }]\n    restrat: new\n');

    await expect(bundleWith(broken)).rejects.toThrow(
      /broken\.yaml:3:16: ERROR: .*keyPairs\.0\.instances\.0: expected tags[^]*broken\.yaml:4:4: ERROR: .*keyPairs\.0\.restrat/,
    );
  });
});
