import type { LocalCloud } from '../local/cloud/index.ts';

type Isolation = Awaited<ReturnType<LocalCloud['isolation']>>;

/** One line, where scripts of instances run without isolation or, for want of it, not at all. */
export function warnOfGuests({ runner, reason }: Isolation): string | undefined {
  if (runner === 'unsafe') return 'scripts of instances run on this machine without isolation';
  if (runner !== 'none') return undefined;
  return `scripts of instances cannot be isolated here (${reason}), so their agents are offline; --unsafe-guests runs them anyway`;
}
