import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const stub = (name: string) => join(root, 'build', 'stubs', `${name}.cjs`);

/** What openapi-core requires at load and a signed RPC call never uses; see docs/decisions/0002. */
const LEFT_OUT = ['http-proxy-agent', 'https-proxy-agent', 'socks-proxy-agent', 'ws', 'moment', 'lodash'];
const alias = {
  ...Object.fromEntries(LEFT_OUT.map((name) => [name, stub('unused')])),
  debug: stub('debug'),
  xml2js: stub('xml2js'),
  'xml2js-real': require.resolve('xml2js'),
};

export interface Bundle {
  /** The function's file name without extension, e.g. `attach`. */
  readonly name: string;
  readonly file: string;
  readonly metafile: Metafile;
}

/** Bundles every function into one CommonJS file, `<outDir>/<function>/index.js`. */
export async function build({ outDir = join(root, 'dist') } = {}): Promise<Bundle[]> {
  const files = (await readdir(join(root, 'functions'))).filter((file) => file.endsWith('.ts'));
  return Promise.all(files.map((file) => bundle(basename(file, '.ts'), outDir)));
}

async function bundle(name: string, outDir: string): Promise<Bundle> {
  const file = join(outDir, name, 'index.js');
  const { metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: [join('functions', `${name}.ts`)],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    metafile: true,
    alias,
    legalComments: 'none',
    logLevel: 'warning',
  });
  await mkdir(join(outDir, name), { recursive: true });
  await writeFile(join(outDir, name, 'package.json'), '{ "type": "commonjs" }\n');
  return { name, file, metafile };
}
