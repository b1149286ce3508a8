import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import {
  type Host,
  type HostOptions,
  type LocalCloud,
  makeTemporaryFolder,
  startHost,
  startLocalCloud,
} from '@keyfleet/local-cloud';
import { build } from '../build/bundle.ts';
import { buildInPlace } from '../build/in-place.ts';

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
  /** What serves the logins of guests. Default `auto`: OpenSSH where it works. */
  readonly guestSshd?: 'auto' | 'stand-in';
  /** The functions' `fleet.yaml`. Default that of the checkout; with another one, `dist` stays as it is. */
  readonly fleetFile?: string;
};

/** The local cloud and the functions of `s.yaml` running against it. */
export type Stack = { readonly cloud: LocalCloud; readonly host: Host; close(): Promise<void> };

/**
 * Bundles the functions and starts both servers in this process, on 127.0.0.1.
 * @throws a system's error such as EADDRINUSE or ENOSPC, with everything that had started stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const {
    port = 0,
    cloudPort = 0,
    fleet = 'demo',
    unsafeGuests = false,
    guestSshd = 'auto',
    fleetFile,
    policies = 'ram',
    ...host
  } = options;
  const ends: Ends = [];
  const close = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const code = fleetFile === undefined ? await buildDeployed(ends) : await buildAside(ends, fleetFile);
    const cloud = await startLocalCloud({ port: cloudPort, fleet, unsafeGuests, guestSshd });
    ends.push(cloud.close);
    const files = { file: path.join(root, 's.yaml'), root: code, policies: path.resolve(root, policies) };
    const running = await startHost({ ...host, ...files, cloud, port });
    ends.push(running.close);
    await reach(running.url);
    return { cloud, host: running, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A server may listen on 127.0.0.1 where nothing leads there, as in a fresh network namespace. */
async function reach(url: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}

type Ends = (() => Promise<void>)[];

/** Builds into a folder that goes away at the end; returns what `code` in `s.yaml` is relative to. */
async function buildAside(ends: Ends, fleet?: string): Promise<string> {
  const folder = await makeTemporaryFolder('keyfleet-functions');
  ends.push(() => rm(folder, { recursive: true, force: true }));
  await build({ outDir: path.join(folder, 'dist'), ...(fleet !== undefined && { fleet }) });
  return folder;
}

/** In the checkout, or aside where that may not be written. */
async function buildDeployed(ends: Ends): Promise<string> {
  try {
    await buildInPlace();
    return root;
  } catch (error) {
    if (!UNWRITABLE.has((error as NodeJS.ErrnoException).code)) throw error;
    return buildAside(ends);
  }
}

const UNWRITABLE: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);
