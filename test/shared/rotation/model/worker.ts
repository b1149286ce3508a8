import type { Clock } from '../../../../shared/cloud/clock.ts';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import type { Cloud, Deadlines } from '../../../../shared/cloud/rpc.ts';
import { KeyfleetError } from '../../../../shared/errors.ts';
import type { Invocation } from '../../../../shared/runtime/invocation.ts';
import { createRandom } from '../../../random.ts';
import type { ModelCloud } from './cloud.ts';
import { settled, type Timeline } from './timeline.ts';

/** What becomes of one call; `applied`: the cloud has done it, and its answer is lost. */
export type Fate = 'answered' | 'lost' | 'applied';

/** One invocation of a function, which gets on by one cloud call whenever it is told to. */
export interface Worker {
  readonly name: string;
  /** Calls that were made, such as `ecs.RunCommand`. */
  readonly calls: readonly string[];
  /** The call that comes next; null when there is none. */
  next(): string | null;
  isOver(): boolean;
  /** What it came to; an error of the cloud or of ours counts as such, and any other is thrown. */
  report(): unknown;
  /** Makes its next call, and lets it go on up to the one after that. */
  step(fate?: Fate): Promise<void>;
  /** Goes to its end. */
  finish(): Promise<void>;
  /** From here on nothing that it waits for ever comes. */
  kill(): void;
}

interface Waiting {
  readonly title: string;
  perform(fate: Fate): Promise<void>;
}

/** How far a worker is. */
interface Life {
  readonly name: string;
  /** Calls that wait for their turn. */
  readonly waiting: Waiting[];
  /** When it wakes from its sleeps. */
  readonly wakesMs: Set<number>;
  isDead: boolean;
  end: End | null;
}

const isOver = ({ isDead, end }: Life) => isDead || end !== null;

/** Latency of a call. */
const CALL_MS = 50;
const TIMEOUT_MS = 300_000;
/** How often what is neither a call nor a sleep, such as the loading of a module, is waited for; a millisecond each. */
const IDLE = 5_000;

/** Begins an invocation; it stands before its first call. */
export async function startWorker(
  name: string,
  cloud: ModelCloud,
  begin: (invocation: Invocation) => Promise<unknown>,
): Promise<Worker> {
  const { timeline } = cloud;
  const calls: string[] = [];
  const life: Life = { name, waiting: [], wakesMs: new Set(), isDead: false, end: null };
  const clock = clockOf(timeline, life);
  const deadlines = deadlinesFrom(timeline.now());
  const ask = asking(cloud, life, deadlines);
  begin(invocationOf(name, cloud, { clock, deadlines, cloud: ask })).then(
    (value) => (life.end = { value }),
    (error: unknown) => (life.end = { error }),
  );
  const step = async (fate: Fate = 'answered') => {
    const call = life.waiting.shift();
    if (!call || isOver(life)) return;
    calls.push(call.title);
    await call.perform(fate);
    timeline.advance(timeline.now() + CALL_MS);
    await proceed(timeline, life);
  };
  await proceed(timeline, life);
  return {
    name,
    calls,
    next: () => life.waiting[0]?.title ?? null,
    isOver: () => isOver(life),
    report: () => reportOf(life.end),
    step,
    finish: async () => {
      while (!isOver(life)) await step();
    },
    kill: () => {
      life.isDead = true;
    },
  };
}

/** On to the next call, or to the end: time passes as long as the worker only sleeps. */
async function proceed(timeline: Timeline, life: Life): Promise<void> {
  await settled();
  for (let idle = 0; !isOver(life) && life.waiting.length === 0; idle++) {
    if (idle > IDLE) throw new Error(`${life.name} waits for nothing that is known`);
    if (life.wakesMs.size > 0) timeline.advance(Math.min(...life.wakesMs));
    else await new Promise((resolve) => setTimeout(resolve, 1));
    await settled();
  }
}

type End = { readonly value: unknown } | { readonly error: unknown };

function reportOf(end: End | null): unknown {
  if (end === null) return null;
  if ('value' in end) return end.value;
  if (end.error instanceof KeyfleetError) return end.error;
  throw end.error;
}

function clockOf(timeline: Timeline, life: Life): Clock {
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const atMs = timeline.after(ms, () => {
        life.wakesMs.delete(atMs);
        if (!life.isDead) resolve();
      });
      life.wakesMs.add(atMs);
    });
  return { now: timeline.now, random: createRandom(7), during: (work) => work, sleep };
}

function deadlinesFrom(startMs: number): Deadlines {
  const before = (ms: number) => startMs + TIMEOUT_MS - ms;
  return { writesMs: before(15_000), readsMs: before(5_000), answersMs: before(1_000) };
}

/** Calls wait for their turn; in production they are paced as well, and reads repeated. */
function asking(cloud: ModelCloud, life: Life, deadlines: Deadlines): Cloud {
  return (api) => (action, parameters) =>
    new Promise((resolve, reject) => {
      const isRepeatable = /^(Describe|List|Get|Tag|Untag)/.test(action);
      const endMs = isRepeatable ? deadlines.readsMs : deadlines.writesMs;
      const send = (fate: Fate) => {
        if (cloud.timeline.now() >= endMs) return Promise.reject(late);
        return fate === 'lost' ? Promise.reject(lost) : cloud.call(api, action, parameters);
      };
      const perform = async (fate: Fate) => {
        const settle = await send(fate).then(
          (body) => () => (fate === 'applied' ? reject(lost) : resolve(body as never)),
          (error: unknown) => () => reject(error),
        );
        if (!life.isDead) settle();
      };
      life.waiting.push({ title: `${api.name}.${action}`, perform });
    });
}

type Own = Pick<Invocation, 'clock' | 'deadlines' | 'cloud'>;

function invocationOf(requestId: string, { state }: ModelCloud, own: Own): Invocation {
  const { accountId } = state.cloud;
  const place = { functionName: 'keyfleet-rotate', accountId, regionId: 'cn-hangzhou' };
  return { requestId, maxInstances: 500, again: null, ...place, ...own };
}

const lost = new CloudError({ fate: 'lost', code: 'NoAnswer', message: 'no readable answer came back' });
const late = new CloudError({ fate: 'deadline', code: 'NotStarted', message: 'the invocation ran out of time' });
