import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, build } from '../../build/bundle.ts';

/** Bytes that a cold start may read; what a function needs beyond that is loaded when it is needed. */
const MAX_BYTES = 290 * 1024;
const MAX_VENDOR_BYTES = 130 * 1024;

/** What may be bundled, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  '@alicloud/openapi-core': 'signs and sends',
  '@darabonba/typescript': 'what the core is written in',
  '@alicloud/credentials': 'the static keys and token that the core asks for',
  '@alicloud/gateway-spi': 'types that the core has at run time',
  '@alicloud/tea-typescript': 'the base of both',
  httpx: 'the core’s HTTP client',
  valibot: 'checks requests',
};

/** Node's own modules that may be loaded: no child processes, no sockets of our own. */
const BUILT_IN =
  /^(node:)?(assert|buffer|crypto|events|fs|http|https|net|os|path|querystring|stream|string_decoder|timers|tls|url|util|zlib)$/;

/** Files beside a bundle that it loads when it needs them: the SSH client, and what reads XML. */
const LOADED_LATER = ['./login.js', './xml.js'];

let outDir: string;
let bundles: Bundle[];
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'keyfleet-budget-'));
  bundles = await build({ outDir });
  // What is said of every bundle says nothing where there is none.
  assert.deepEqual(bundles.map(({ name }) => `${name}.ts`).toSorted(), readdirSync('functions').toSorted());
});
afterAll(() => rm(outDir, { recursive: true }));

function entryOf({ outputs }: Metafile) {
  const entry = Object.values(outputs).find(({ entryPoint }) => entryPoint);
  if (!entry) throw new Error('a bundle without an entry point');
  return entry;
}

/** Bytes of each package in a bundle; what was shaken out has none. */
function packagesIn(metafile: Metafile): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(entryOf(metafile).inputs)) {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    if (name && bytesInOutput > 0) bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return bytes;
}

describe('budget of every function bundle', () => {
  it(`the budget of every function bundle is ${MAX_BYTES / 1024} KB`, () => {
    expect.hasAssertions();
    for (const { name, metafile } of bundles) {
      expect({ name, isWithin: entryOf(metafile).bytes <= MAX_BYTES }).toEqual({ name, isWithin: true });
    }
  });

  it(`the budget of every function bundle has ${MAX_VENDOR_BYTES / 1024} KB for what others wrote`, () => {
    expect.hasAssertions();
    for (const { name, metafile } of bundles) {
      const vendorBytes = [...packagesIn(metafile).values()].reduce((sum, bytes) => sum + bytes, 0);
      expect({ name, isWithin: vendorBytes <= MAX_VENDOR_BYTES }).toEqual({ name, isWithin: true });
    }
  });

  it('the budget of every function bundle has only packages in it that are known to be needed', () => {
    const found = bundles.flatMap(({ metafile }) => [...packagesIn(metafile).keys()]);
    expect(found.filter((name) => !Object.hasOwn(ALLOWED, name))).toEqual([]);
  });

  it('imports nothing at run time but the SSH client, what reads XML, and modules of Node', () => {
    const paths = bundles.flatMap(({ metafile }) => entryOf(metafile).imports.map(({ path }) => path));
    expect([...new Set(paths)].filter((path) => !LOADED_LATER.includes(path) && !BUILT_IN.test(path))).toEqual([]);
  });

  it('the budget of every function bundle has of the credentials package only what passes on keys that are there', () => {
    const providers = bundles.flatMap(({ metafile }) =>
      Object.entries(entryOf(metafile).inputs).filter(
        ([file, { bytesInOutput }]) => bytesInOutput > 0 && /credentials\/dist\/src\/providers\//.test(file),
      ),
    );
    const files = new Set(providers.map(([file]) => file.split('/').at(-1)));
    expect(files).toEqual(new Set(['static_ak.js', 'static_sts.js']));
  });
});
