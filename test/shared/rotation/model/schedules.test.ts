import { duels } from './duels.ts';
import { walkSchedules } from './schedule-walks.ts';

/** One of each kind, with one preemption; `schedules.full.test.ts` has all, with two. */
const some = new Set([
  'two ticks, due',
  'tick and rollback, due',
  'tick and revoke, due',
  'tick and revoke, grace',
  'tick and reconcile, due',
  "tick and a person's detach, over",
]);

walkSchedules(
  duels.filter(({ name }) => some.has(name)),
  { most: 1, deathEvery: 11 },
);
