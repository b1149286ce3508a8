import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { FunctionSpec } from '../spec.ts';
import type { InvocationContext } from './context.ts';
import { watchLimits } from './limits.ts';
import { type FunctionErrorBody, type Outcome, unhandled } from './outcome.ts';

type Message =
  | { kind: 'ready' }
  | { kind: 'broken'; error: FunctionErrorBody }
  | { kind: 'value'; payload: Uint8Array }
  | { kind: 'error'; handled: boolean; error: FunctionErrorBody };

/** One process that runs one function, one invocation at a time. */
export type Instance = {
  /** False once the process has ended or was told to. */
  alive(): boolean;
  invoke(event: Buffer, context: InvocationContext): Promise<Outcome>;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
};

export type InstanceOptions = {
  readonly environment: Readonly<Record<string, string>>;
  /** Receives each line that the function prints. */
  readonly log: (line: string) => void;
};

const bootstrap = path.join(import.meta.dirname, 'bootstrap.mjs');

/** Starts a process for a function: a cold start. Its first invocation waits until the handler is loaded. */
export function startInstance(spec: FunctionSpec, options: InstanceOptions): Instance {
  const child = forkRuntime(spec, options);
  const loaded = nextMessage(child);
  return {
    alive: () => child.connected && !hasEnded(child),
    invoke: (event, context) => runInvocation(child, loaded, { event, context }),
    stop: () => stopProcess(child),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function forkRuntime(spec: FunctionSpec, { environment, log }: InstanceOptions): ChildProcess {
  const child = fork(bootstrap, [spec.codeDir, spec.handler], {
    cwd: spec.codeDir,
    env: environment,
    execArgv: [`--max-old-space-size=${spec.memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', log);
  }
  // A process that cannot start, or a message that cannot be delivered: the invocation sees no answer.
  child.on('error', (error) => log(`the process failed: ${error.message}`));
  return child;
}

/** The next message of the process, or undefined when it ended or failed instead. */
async function nextMessage(child: ChildProcess): Promise<Message | undefined> {
  const abort = new AbortController();
  const { signal } = abort;
  const message = once(child, 'message', { signal }).then(([value]) => value as Message);
  const end = once(child, 'exit', { signal }).then(() => undefined);
  try {
    return await Promise.race([message, end]);
  } catch {
    return undefined;
  } finally {
    abort.abort();
    await Promise.allSettled([message, end]);
  }
}

type Invocation = { readonly event: Buffer; readonly context: InvocationContext };

/** Its limits hold from the first moment on, loading included: a process that did not load in time does nothing later. */
async function runInvocation(
  child: ChildProcess,
  loaded: Promise<Message | undefined>,
  invocation: Invocation,
): Promise<Outcome> {
  const { timeout: timeoutSeconds, memory: memoryMb } = invocation.context.function;
  const watch = watchLimits(child, { timeoutSeconds, memoryMb });
  try {
    const first = await loaded;
    if (first?.kind === 'broken') return unhandled(first.error);
    const answer = hasEnded(child) ? undefined : await exchange(child, invocation);
    return answer ? toOutcome(answer) : watch.outcome();
  } finally {
    watch.end();
  }
}

function exchange(child: ChildProcess, invocation: Invocation): Promise<Message | undefined> {
  const answer = nextMessage(child);
  if (child.connected) child.send(invocation);
  return answer;
}

function toOutcome(message: Message): Outcome {
  if (message.kind === 'value') return { ok: true, payload: Buffer.from(message.payload) };
  if (message.kind === 'ready') return unhandled({ errorMessage: 'The runtime answered out of turn' });
  const handled = message.kind === 'error' && message.handled;
  const errorType = handled ? 'HandledInvocationError' : 'UnhandledInvocationError';
  return { ok: false, errorType, body: message.error };
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
