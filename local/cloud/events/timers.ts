/** What a timer's firing starts. */
export interface Firing {
  readonly functionName: string;
  /** Of the invocation that it starts. */
  readonly requestId: string;
}

/** The timers of functions that run against a cloud. They outlive a reset. */
export interface Timers {
  /** Names may repeat: functions name their own. Returns what takes it away again. */
  register(triggerName: string, fire: () => Firing): () => void;
  /** Distinct names, in the order of registration. */
  names(): string[];
  /** Fires every timer of that name; empty when there is none. */
  fire(triggerName: string): Firing[];
}

export function createTimers(): Timers {
  const timers = new Set<{ readonly triggerName: string; readonly fire: () => Firing }>();
  return {
    register: (triggerName, fire) => {
      const timer = { triggerName, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    names: () => [...new Set([...timers].map(({ triggerName }) => triggerName))],
    fire: (wanted) => [...timers].flatMap(({ triggerName, fire }) => (triggerName === wanted ? [fire()] : [])),
  };
}
