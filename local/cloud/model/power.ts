import type { InstanceStatus } from './instance.ts';
import { HistoryKeeper, type PowerHistory } from './power-history.ts';
import {
  neededStatus,
  type PowerDurations,
  type PowerOperation,
  type Step,
  stepsFrom,
  stepsOf,
} from './power-steps.ts';

/** One change of an instance's state. */
export interface StatusChange {
  readonly from: InstanceStatus;
  readonly to: InstanceStatus;
  /** Epoch milliseconds: when it was due, which may be earlier than when it was noticed. */
  readonly at: number;
}

/** What an instance's power depends on. */
export interface PowerWorld {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back after `ms` milliseconds. */
  after(ms: number, task: () => void): void;
  durations(): PowerDurations;
  rebootStatus(): 'Starting' | 'Stopping';
  newBootId(): string;
}

/**
 * An instance's power. Its state is a function of the clock: each operation lays down the states to come and when, and
 * every look takes the steps that are due, in order, with what follows from each. A timer looks as well, so that the
 * steps happen without a request.
 */
export class Power {
  /** Of the running boot; null while there is none. */
  private boot: { readonly id: string; readonly startedAt: number } | null;
  /** Epoch milliseconds of the last start, which outlives a stop. */
  private lastStart: number | null;
  private current: InstanceStatus;
  private ahead: Step[];
  private isSettling = false;
  /** Counts the operations begun, so that a timer of an earlier one knows that it is late. */
  private begun = 0;
  private readonly keeper = new HistoryKeeper();

  constructor(
    initial: InstanceStatus,
    private readonly world: PowerWorld,
    private readonly onChange: (change: StatusChange) => void,
  ) {
    const now = world.now();
    this.current = initial;
    this.boot = initial === 'Running' ? { id: world.newBootId(), startedAt: now } : null;
    this.lastStart = this.boot?.startedAt ?? null;
    this.keeper.note(initial === 'Running', now);
    this.ahead = stepsFrom(initial, now, world.durations());
    this.wakeForNext();
  }

  get status(): InstanceStatus {
    this.settle();
    return this.current;
  }

  /** Epoch milliseconds of the last time that Running was reached; null when it never was. */
  get startTime(): number | null {
    this.settle();
    return this.lastStart;
  }

  /** Another one for each boot; null while the instance is not Running. */
  get bootId(): string | null {
    this.settle();
    return this.boot?.id ?? null;
  }

  get history(): PowerHistory {
    this.settle();
    return this.keeper.read();
  }

  /**
   * Whether the state allows an operation now. Choice: while an instance still reads Running after a reboot was
   * accepted, it takes no other operation.
   */
  accepts(operation: PowerOperation): boolean {
    return this.status === neededStatus[operation] && this.ahead.length === 0;
  }

  /** Begins an operation that is accepted. */
  begin(operation: PowerOperation, force = false): void {
    const { world } = this;
    this.begun += 1;
    this.keeper.count(operation);
    const how = { now: world.now(), durations: world.durations(), rebootStatus: world.rebootStatus(), force };
    this.ahead = stepsOf(operation, how);
    this.settle();
    this.wakeForNext();
  }

  /** Takes the steps that are due: every look does. What follows from a step may look at the instance: it sees that step taken. */
  settle(): void {
    if (this.ahead.length === 0 || this.isSettling) return;
    const now = this.world.now();
    this.isSettling = true;
    try {
      for (let next = this.ahead[0]; next && next.at <= now; next = this.ahead[0]) {
        this.ahead.shift();
        this.enter(next);
      }
    } finally {
      this.isSettling = false;
    }
  }

  private enter({ at, status: to }: Step): void {
    const from = this.current;
    this.current = to;
    this.boot = to === 'Running' ? { id: this.world.newBootId(), startedAt: at } : null;
    this.lastStart = this.boot?.startedAt ?? this.lastStart;
    this.keeper.note(to === 'Running', at);
    this.onChange({ from, to, at });
  }

  /** Timers may be early by the clock that counts, so the callback checks whether a step is still ahead. */
  private wakeForNext(): void {
    const { begun } = this;
    const [next] = this.ahead;
    if (!next) return;
    this.world.after(Math.max(1, next.at - this.world.now()), () => {
      if (begun !== this.begun) return;
      this.settle();
      this.wakeForNext();
    });
  }
}
