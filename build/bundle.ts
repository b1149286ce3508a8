import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as esbuild, type Metafile, type Plugin } from 'esbuild';
import { trimLines } from '../shared/guest/minify.ts';
import { fleetPlugin } from './fleet.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const stub = (name: string) => join(root, 'build', 'stubs', `${name}.cjs`);

/** What openapi-core requires at load and a signed RPC call never uses; see docs/decisions/0002. */
const LEFT_OUT = ['http-proxy-agent', 'https-proxy-agent', 'socks-proxy-agent', 'ws', 'moment', 'lodash', 'xmlbuilder'];
const alias = {
  ...Object.fromEntries(LEFT_OUT.map((name) => [name, stub('unused')])),
  debug: stub('debug'),
  xml2js: stub('xml2js'),
};

/** Parts of the vendor's packages, by who asks for them, that such a call never uses either; see docs/decisions/0002. */
const PARTS_LEFT_OUT: readonly (readonly [importer: RegExp, path: RegExp])[] = [
  [/credentials\/dist\/src\/client\.js$/, /^\.\/(providers\/(?!static_(ak|sts)$)|rsa_key_pair_|bearer_token_)/],
  [/@darabonba\/typescript\/dist\/index\.js$/, /^\.\/(websocket|file)$/],
  [/openapi-core\/dist\/client\.js$/, /^\.\/websocketUtils$/],
];
const leaveOutParts: Plugin = {
  name: 'leave-out-parts',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\// }, ({ importer, path }) => {
      const isLeftOut = PARTS_LEFT_OUT.some(([by, what]) => by.test(importer) && what.test(path));
      return isLeftOut ? { path: stub('unused') } : undefined;
    });
  },
};

/** The SSH client is a file of its own, loaded when a function first has to log in. */
const LOGIN = './login.js';
const splitLogin: Plugin = {
  name: 'split-login',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/ssh\/index\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: LOGIN, external: true } : undefined,
    );
    onResolve({ filter: /sshcrypto\.node$|^cpu-features$/ }, () => ({ path: stub('absent') }));
  },
};

/** What reads an error that is answered as XML is a file of its own, loaded with the first of them. */
const XML = './xml.js';
const splitXml: Plugin = {
  name: 'split-xml',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^xml2js-real$/ }, () => ({ path: XML, external: true }));
  },
};

/** Scripts of guests without indentation and comments, which they are trimmed of anyway before they are sent. */
const trimScripts: Plugin = {
  name: 'trim-scripts',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/shared\/guest\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replaceAll(/(String\.raw`)([^`]*)`/g, (_, tag: string, script: string) => {
        return `${tag}\n${trimLines(script)}\n\``;
      });
      return { contents, loader: 'ts' };
    });
  },
};

/** How every file of a function is bundled. */
export const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  alias,
  plugins: [leaveOutParts, splitLogin, splitXml, trimScripts],
  charset: 'utf8',
  legalComments: 'none',
  // What is wrong is in the error, once for all bundles.
  logLevel: 'silent',
} satisfies BuildOptions;

export interface Bundle {
  /** The function's file name without extension, e.g. `attach`. */
  readonly name: string;
  readonly file: string;
  /** What it loads when it first has to log in; null when it never does. */
  readonly loginFile: string | null;
  readonly metafile: Metafile;
}

/**
 * Bundles every function into a CommonJS file, `<outDir>/<function>/index.js`, with `xml.js` beside it, and `login.js` if it
 * logs in.
 * @param options.fleet the `fleet.yaml` that goes into those that import one
 */
export async function build(options: { outDir?: string; fleet?: string } = {}): Promise<Bundle[]> {
  const { outDir = join(root, 'dist'), fleet = join(root, 'fleet.yaml') } = options;
  const files = (await readdir(join(root, 'functions'))).filter((file) => file.endsWith('.ts'));
  const built = await Promise.allSettled(files.map((file) => bundle(basename(file, '.ts'), outDir, fleet)));
  // Nothing is written any more when this has failed: the folder may be removed then.
  return built.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function bundle(name: string, outDir: string, fleet: string): Promise<Bundle> {
  const file = join(outDir, name, 'index.js');
  const entry = join('functions', `${name}.ts`);
  const plugins = [...common.plugins, fleetPlugin(fleet)];
  const { metafile } = await esbuild({ ...common, plugins, entryPoints: [entry], outfile: file, metafile: true });
  await mkdir(join(outDir, name), { recursive: true });
  await writeFile(join(outDir, name, 'package.json'), '{ "type": "commonjs" }\n');
  await esbuild({ ...common, entryPoints: [require.resolve('xml2js')], outfile: join(outDir, name, XML) });
  return { name, file, loginFile: needsLogin(metafile) ? await bundleLogin(join(outDir, name)) : null, metafile };
}

function needsLogin({ outputs }: Metafile): boolean {
  return Object.values(outputs).some(({ imports }) => imports.some(({ path }) => path === LOGIN));
}

async function bundleLogin(dir: string): Promise<string> {
  const file = join(dir, LOGIN);
  await esbuild({ ...common, entryPoints: [join('shared', 'login', 'ssh', 'index.ts')], outfile: file });
  return file;
}
