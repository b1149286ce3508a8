import { type ExecFileOptions, execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const quietly = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
const root = path.resolve(import.meta.dirname, '../..');

/** A project in a folder of its own that installed one of Keyfleet's packages. */
export interface Consumer {
  readonly folder: string;
  /** The environment of a shell in it: nothing of npm and vitest, by which tests are run. */
  readonly env: NodeJS.ProcessEnv;
  /** @throws with what was printed when the exit code is not 0 */
  node(args: readonly string[]): Promise<string>;
  /** Installs more packages. What npm has in its cache is not asked for again. */
  install(packages: readonly string[]): Promise<void>;
  /** Runs a command that is installed, as node() does. */
  npx(args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export interface Installed {
  /** Where the package is in the checkout. */
  readonly packed: string;
  /** Packages that it installs beside. */
  readonly beside?: readonly string[];
}

export interface ConsumerOptions extends Installed {
  /** The name under which the project imports the local cloud. */
  readonly importedAs: string;
}

/** Packs, installs and fills in the project of `consumer/`. */
export async function openConsumer({ importedAs, ...installed }: ConsumerOptions): Promise<Consumer> {
  const consumer = await openFolder(installed);
  await cp(path.join(import.meta.dirname, 'consumer'), consumer.folder, { recursive: true });
  await importAs(consumer.folder, importedAs);
  return consumer;
}

/** A project of nothing but what it installs. */
export async function openFolder({ packed, beside = [] }: Installed): Promise<Consumer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-consumer-'));
  await writeFile(path.join(folder, 'package.json'), '{ "name": "consumer", "type": "module", "private": true }');
  await run('npm', ['pack', '--pack-destination', folder], { cwd: path.join(root, packed) });
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith('.tgz')).map((file) => `./${file}`);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV)/.test(name)));
  const shell = { cwd: folder, env };
  const install = async (packages: readonly string[]) => {
    await run('npm', ['install', ...quietly, ...packages], { cwd: folder });
  };
  await install([...tarballs, ...beside]);
  return {
    folder,
    env,
    install,
    node: (args) => runIn(shell, process.execPath, args),
    npx: (args) => runIn(shell, 'npx', ['--no', ...args]),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function importAs(folder: string, name: string): Promise<void> {
  for (const file of ['app.ts', 'spec.ts']) {
    const text = await readFile(path.join(folder, file), 'utf8');
    await writeFile(path.join(folder, file), text.replaceAll("'@keyfleet/local-cloud", `'${name}`));
  }
}

async function runIn(shell: ExecFileOptions, file: string, args: readonly string[]): Promise<string> {
  try {
    return String((await run(file, args, shell)).stdout);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}${stderr}`, { cause: error });
  }
}
