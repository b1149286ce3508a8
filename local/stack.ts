import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../build/bundle.ts';
import { type LocalCloud, startLocalCloud } from './cloud/index.ts';
import { type Host, type HostOptions, startHost } from './host/index.ts';

const root = path.resolve(import.meta.dirname, '..');

export type StackOptions = Pick<HostOptions, 'log' | 'env' | 'policies'> & {
  /** Port of the functions. Default 0: any free port. */
  readonly port?: number;
  /** Port of the cloud. Default 0: any free port. */
  readonly cloudPort?: number;
  /** Default `demo`. */
  readonly fleet?: 'demo' | 'empty';
  /** Runs scripts of guests without isolation. Default false. */
  readonly unsafeGuests?: boolean;
};

/** The local cloud and the functions of `s.yaml` running against it. */
export type Stack = { readonly cloud: LocalCloud; readonly host: Host; close(): Promise<void> };

/**
 * Bundles the functions and starts both servers in this process, on 127.0.0.1.
 * @throws a listen error such as EADDRINUSE, with everything that had started stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { port = 0, cloudPort = 0, fleet = 'demo', unsafeGuests = false, ...host } = options;
  await buildInPlace();
  const cloud = await startLocalCloud({ port: cloudPort, fleet, unsafeGuests });
  try {
    const running = await startHost({ ...host, cloud, root, port });
    return { cloud, host: running, close: async () => void (await Promise.all([running.close(), cloud.close()])) };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

/**
 * Builds beside `dist` and moves each file into place, because another stack may be loading a bundle of the same
 * checkout at this moment: it must see the old file or the new one, never half of one.
 */
async function buildInPlace(): Promise<void> {
  const dist = path.join(root, 'dist');
  await mkdir(dist, { recursive: true });
  const staging = await mkdtemp(path.join(dist, '.staging-'));
  try {
    await build({ outDir: staging });
    for (const name of await readdir(staging)) await moveFiles(path.join(staging, name), path.join(dist, name));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of await readdir(from)) await rename(path.join(from, file), path.join(to, file));
}
