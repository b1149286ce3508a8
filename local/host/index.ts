import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { FailedEvent } from './async/failed-event.ts';
import { startBackground } from './background.ts';
import { HostConfigError } from './errors.ts';
import type { HostCloud } from './host-cloud.ts';
import { hostFunction } from './hosted-function.ts';
import { readRolePolicy } from './policies.ts';
import { createHostServer } from './server.ts';
import type { Env } from './spec/resolve.ts';
import { type FunctionSpec, readSpec } from './spec.ts';

export { HostConfigError } from './errors.ts';
export type { HostCloud } from './host-cloud.ts';

/** Where the functions come from and what they run against. */
export type HostOptions = {
  /** The cloud that functions call, that verifies callers and gives each function its role's credentials. */
  readonly cloud: HostCloud;
  /** The Serverless Devs file, relative to `root`. Default `s.yaml`. */
  readonly file?: string;
  /** The folder that `code` in the file is relative to. Default the current folder. */
  readonly root?: string;
  /**
   * The folder with a policy for each function that has a role, `<resource>.json`, relative to `root`. Functions run
   * under it. Default `ram`.
   */
  readonly policies?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Processes of one function at most; further invocations wait. Default 4. */
  readonly maxInstances?: number;
  /** Environment that `${env(...)}` in the file reads; functions never see it. Default the host's own. */
  readonly env?: Env;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** 0 to 1, for the waits between tries. Default `Math.random`. */
  readonly random?: () => number;
  /** How the host waits between tries; default as long as asked, or until it closes. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Receives the lines that functions print and the host's own. Default standard error. */
  readonly log?: (line: string) => void;
};

/** A running host. `close` refuses new requests and ends every function's process. */
export type Host = {
  readonly url: string;
  /** Asynchronous calls that no try completed and that were sent to a queue or topic. */
  failedEvents(): readonly FailedEvent[];
  close(): Promise<void>;
};

/**
 * Runs the functions of `s.yaml` on 127.0.0.1 as Function Compute would: HTTP triggers at `/<resource>`, the invoke
 * APIs, timers, and EventBridge triggers on what the cloud announces.
 * @throws HostConfigError when the file asks for something that the host cannot do, or a role has no policy; a listen
 * error such as EADDRINUSE.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { cloud, root = '.', maxInstances = 4, now = Date.now, random = Math.random, log = logToStderr } = options;
  const specs = await readSpec(options.file ?? 's.yaml', path.resolve(root), options.env ?? process.env);
  for (const spec of specs) requireCode(spec);
  const folder = path.resolve(root, options.policies ?? 'ram');
  const policies = await Promise.all(specs.map((spec) => readRolePolicy(spec, folder)));
  const common = { cloud, maxInstances, log, hostUrl: () => urlOf(server) };
  const functions = specs.map((spec, at) => hostFunction(spec, { ...common, policy: policies[at] }));
  const background = startBackground({
    functions,
    cloud,
    now,
    log,
    random,
    ...(options.sleep && { sleep: options.sleep }),
  });
  const server = createHostServer({ functions, cloud, now, log, invokeAsync: background.invokeAsync });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: urlOf(server),
    failedEvents: background.failedEvents,
    close: async () => {
      server.close();
      background.close();
      await Promise.all(functions.map((hosted) => hosted.close()));
      server.closeAllConnections();
    },
  };
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function requireCode({ resource, codeDir }: FunctionSpec): void {
  if (existsSync(codeDir)) return;
  throw new HostConfigError(`resources.${resource}.props.code: there is no ${codeDir}; npm run build makes it`);
}

function logToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
