import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { StubCloud } from './stub-cloud.ts';

/** One cold start. Memory is the process's resident set. */
export interface Start {
  readonly requireMs: number;
  readonly cpuMs: number;
  readonly firstCallMs: number;
  /** When loaded. */
  readonly loadedMb: number;
  /** The most there was until the first event was answered. */
  readonly peakMb: number;
}

const script = fileURLToPath(new URL('./process.cjs', import.meta.url));

const ATTACH = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1'] };
/** Whatever makes each function call the cloud; attach's serves detach and the two floors. */
const EVENTS: Record<string, object> = {
  'auto-attach': { action: 'reconcile' },
  rotate: { action: 'status' },
};

const context = (name: string) => ({
  requestId: '1-bench',
  accountId: '1234567890123456',
  region: 'cn-hangzhou',
  credentials: { accessKeyId: 'STS.bench', accessKeySecret: 'bench', securityToken: 'bench' },
  function: { name, timeout: 60 },
});

/** Starts a process that loads `file` and handles one event, and waits until it has told all. */
export async function startOnce(name: string, file: string, cloud: StubCloud): Promise<Start> {
  const args = [script, file, JSON.stringify(EVENTS[name] ?? ATTACH), JSON.stringify(context(name))];
  const answer = cloud.nextAnswer();
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    env: { KEYFLEET_ENDPOINT: cloud.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answeredMs, told] = await Promise.all([answer, readFacts(child.stdout)]);
  child.kill('SIGKILL');
  return { ...(told as Start), firstCallMs: answeredMs - startedMs };
}

/** Two lines: when loaded, and when done. */
async function readFacts(output: Readable): Promise<object> {
  const facts: object[] = [];
  for await (const line of createInterface(output)) {
    facts.push(JSON.parse(line) as object);
    if (facts.length === 2) break;
  }
  return Object.assign({}, ...facts) as object;
}
