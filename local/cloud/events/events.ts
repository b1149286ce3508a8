import type { Fact } from '../model/fact.ts';
import type { Settings } from '../settings/settings.ts';
import type { Origin } from './envelope.ts';
import type { WireEvent } from './event.ts';
import { announceInstance } from './instance-events.ts';

/** What the cloud announces to the outside. */
export interface Events {
  /** Puts an event on the bus as it is. */
  publish(event: WireEvent): void;
  /** Called at once with each event from now on, also after a reset. Returns what ends it. */
  subscribe(listener: Listener): () => void;
  /** Events since the start, the last reset or the last clearing, oldest first; of many, the last 20,000 occurrences. */
  list(): WireEvent[];
  clear(): void;
}

export type Listener = (event: WireEvent) => void;

/** The bus as the cloud's own parts see it. */
export interface EventBus extends Events {
  /** Where and when an event that arises now does so. */
  origin(): Origin;
  /** Announces what happened to an instance. */
  tell(fact: Fact): void;
  /** Announces an occurrence; `write` is called at most once, and only when an event is read. */
  announce(write: (origin: Origin) => WireEvent[]): void;
}

export interface EventBusOptions {
  accountId: string;
  settings: Pick<Settings, 'eventShapes'>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Keeps the ids of this cloud's events apart from those of others. */
  seed: string;
}

const kept = 20_000;

/** An occurrence, written out when it is first looked at: most never are. */
type Occurrence = () => WireEvent[];

export function createEvents({ accountId, settings, now, seed }: EventBusOptions): EventBus {
  let occurrences: Occurrence[] = [];
  let told = 0;
  const listeners = new Set<Listener>();

  const add = (occurrence: Occurrence) => {
    if (occurrences.length >= 2 * kept) occurrences = occurrences.slice(-kept);
    occurrences.push(occurrence);
    if (listeners.size > 0) for (const event of occurrence()) deliver(event, listeners);
  };
  const newOrigin = () => {
    told += 1;
    return { accountId, time: now(), key: `${seed}/${told}`, publishTime: settings.eventShapes.publishTime };
  };
  const announce: EventBus['announce'] = (write) => {
    const origin = newOrigin();
    add(once(() => write(origin)));
  };
  return {
    origin: newOrigin,
    tell: (fact) => {
      const shapes = { ...settings.eventShapes };
      announce((origin) => announceInstance(origin, fact, shapes));
    },
    announce,
    publish: (event) => add(() => [event]),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: () => occurrences.slice(-kept).flatMap((occurrence) => occurrence()),
    clear: () => {
      occurrences = [];
    },
  };
}

/** A listener's fault is its own: the call that caused the event goes on. */
function deliver(event: WireEvent, listeners: ReadonlySet<Listener>): void {
  for (const listener of listeners) {
    try {
      listener(event);
    } catch (error) {
      console.error(error);
    }
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
