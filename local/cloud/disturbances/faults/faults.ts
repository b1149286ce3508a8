import type { ServiceName } from '../../model/product-names.ts';
import { type FaultRule, readRule } from './rule.ts';

/** A rule, and how often it has fired. */
export type FaultReport = FaultRule & { fired: number };

/** The faults that are in force. */
export interface Faults {
  /** @throws InvalidInput naming every wrong field */
  add(rule: FaultRule): FaultReport;
  /** In the order in which they were added. */
  list(): FaultReport[];
  clear(): void;
}

export interface FaultRegister extends Faults {
  /**
   * Counts a call, and says which rule disturbs it. Every rule that matches counts the call; of those that are due the
   * one added first fires, and only that one.
   */
  next(call: Disturbed): FaultRule | undefined;
}

/** What of a call a rule looks at. */
interface Disturbed {
  readonly product: { readonly name: ServiceName } | undefined;
  readonly actionName: string | undefined;
  readonly principal?: { readonly name: string };
}

interface Entry {
  rule: FaultRule;
  /** Matching calls so far. */
  seen: number;
  fired: number;
}

export function createFaults(): FaultRegister {
  let entries: Entry[] = [];
  return {
    add: (given) => {
      const entry = { rule: readRule(given), seen: 0, fired: 0 };
      entries.push(entry);
      return report(entry);
    },
    list: () => entries.map(report),
    clear: () => {
      entries = [];
    },
    next: (call) => {
      if (entries.length === 0) return undefined;
      const matching = entries.filter(({ rule }) => matches(rule, call));
      for (const entry of matching) entry.seen += 1;
      const due = matching.find(isDue);
      if (due) due.fired += 1;
      return due?.rule;
    },
  };
}

function matches(rule: FaultRule, { product, actionName, principal }: Disturbed): boolean {
  return (
    (rule.product === undefined || rule.product === product?.name) &&
    (rule.action === undefined || rule.action === actionName) &&
    (rule.principal === undefined || rule.principal === principal?.name)
  );
}

function isDue({ rule: { after = 0, times = Number.POSITIVE_INFINITY }, seen, fired }: Entry): boolean {
  return seen > after && fired < times;
}

function report({ rule, fired }: Entry): FaultReport {
  return { ...rule, fired };
}
