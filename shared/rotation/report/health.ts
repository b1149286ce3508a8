import { type Cause, findCauses, type Symptoms } from './causes.ts';

/** How a rotation does: `attention` is overdue, lagging or hindered; `stuck` does not go on by itself. */
export interface Condition {
  /** `fine` only where there is no cause. */
  readonly health: 'fine' | 'attention' | 'stuck';
  /** The gravest cause in words; null when there is none. */
  readonly reason: string | null;
  /** All that is wrong, the gravest first. */
  readonly causes: readonly Cause[];
}

export function judgeHealth(symptoms: Symptoms): Condition {
  const causes = findCauses(symptoms);
  const [first] = causes;
  if (!first) return { health: 'fine', reason: null, causes };
  const isProblem = first.code === symptoms.problem?.code;
  const reason = isProblem ? `${first.code}: ${first.message}` : first.message;
  return { health: first.isStuck ? 'stuck' : 'attention', reason, causes };
}
