import type { PowerOperation } from './power-steps.ts';

/** A span in which an instance was not Running, in epoch milliseconds; `until` is null while it lasts. */
export interface Absence {
  readonly from: number;
  readonly until: number | null;
}

/** The cloud's own record of an instance's power, for tests to judge by: what was accepted, and when it happened. */
export interface PowerHistory {
  readonly starts: number;
  readonly stops: number;
  readonly reboots: number;
  /** In order; begins with the time before the first Running, if there was any. */
  readonly notRunning: readonly Absence[];
}

/** Keeps an instance's history. */
export class HistoryKeeper {
  private readonly counts = { start: 0, stop: 0, reboot: 0 };
  private readonly absences: Absence[] = [];

  count(operation: PowerOperation): void {
    this.counts[operation] += 1;
  }

  /** Notes whether the instance is Running from `at` on. */
  note(isRunning: boolean, at: number): void {
    const last = this.absences.at(-1);
    const isAway = last !== undefined && last.until === null;
    if (isRunning && isAway) this.absences[this.absences.length - 1] = { from: last.from, until: at };
    if (!isRunning && !isAway) this.absences.push({ from: at, until: null });
  }

  read(): PowerHistory {
    const { start: starts, stop: stops, reboot: reboots } = this.counts;
    return { starts, stops, reboots, notRunning: [...this.absences] };
  }
}
