import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../build/bundle.ts';
import { buildInPlace } from '../build/in-place.ts';
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
  /** The functions' `fleet.yaml`. Default that of the checkout; with another one, `dist` stays as it is. */
  readonly fleetFile?: string;
};

/** The local cloud and the functions of `s.yaml` running against it. */
export type Stack = { readonly cloud: LocalCloud; readonly host: Host; close(): Promise<void> };

/**
 * Bundles the functions and starts both servers in this process, on 127.0.0.1.
 * @throws a listen error such as EADDRINUSE, with everything that had started stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const {
    port = 0,
    cloudPort = 0,
    fleet = 'demo',
    unsafeGuests = false,
    fleetFile,
    policies = 'ram',
    ...host
  } = options;
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const code = fleetFile === undefined ? await buildDeployed() : await buildAside(fleetFile, ends);
    const cloud = await startLocalCloud({ port: cloudPort, fleet, unsafeGuests });
    ends.push(cloud.close);
    const files = { file: path.join(root, 's.yaml'), root: code, policies: path.resolve(root, policies) };
    const running = await startHost({ ...host, ...files, cloud, port });
    ends.push(running.close);
    return { cloud, host: running, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Builds into a folder that goes away at the end; returns what `code` in `s.yaml` is relative to. */
async function buildAside(fleet: string, ends: (() => Promise<void>)[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-functions-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  await build({ outDir: path.join(folder, 'dist'), fleet });
  return folder;
}

async function buildDeployed(): Promise<string> {
  await buildInPlace();
  return root;
}
