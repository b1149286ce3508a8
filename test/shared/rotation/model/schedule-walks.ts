import { expect, it } from 'vitest';
import type { Duel } from './duels.ts';
import { whyInDuel } from './not-yet.ts';
import { type Extent, type Finding, runDuel } from './run-duel.ts';

/** One test for each duel: nothing is broken in any order but what is known not to hold yet. Prints how many there were. */
export function walkSchedules(duels: readonly Duel[], extent: Extent): void {
  it.each(duels.map((duel) => [duel.name, duel] as const))('%s: every order ends well', async (name, duel) => {
    const { schedules, played, deaths, findings } = await runDuel(duel, extent);
    const [open, faults] = [
      findings.filter((one) => isKnown(name, one)),
      findings.filter((one) => !isKnown(name, one)),
    ];
    const told = `${schedules} schedules (${played} played, the others equal one of those), ${deaths} with a death`;
    console.log([`${name}: ${told}`, ...kindsOf(open).map((kind) => `  not yet: ${kind}`)].join('\n'));
    expect(faults.map(tell)).toEqual([]);
  });
}

const isKnown = (name: string, { invariant }: Finding) => whyInDuel(name, invariant) !== undefined;

const tell = ({ invariant, sentence, story, schedule }: Finding) =>
  `${invariant}: ${sentence}; ${story}; ${JSON.stringify(schedule)}`;

/** How many there are of each kind, with the first of them. */
function kindsOf(findings: readonly Finding[]): string[] {
  const kinds = [...new Set(findings.map(({ invariant }) => invariant))];
  return kinds.flatMap((kind) => {
    const some = findings.filter(({ invariant }) => invariant === kind);
    return some[0] ? [`${some.length} × ${tell(some[0])}`] : [];
  });
}
