import type { GuestReport } from '../guest/report.ts';
import { isReport } from '../guest/run.ts';
import { inspectScript, type Proof } from '../guest/scripts.ts';
import { askAgents } from './agents.ts';
import { atEachPlace, type Spot } from './place.ts';
import { runScripts, type Time } from './scripts.ts';

/** What was seen inside an instance. */
export interface Inside {
  /** Cloud Assistant answers. */
  readonly agent: boolean;
  /** What the guest said; null when it was not asked or did not answer. */
  readonly report: GuestReport | null;
}

/** What guests are asked about. */
export interface Inspection<T> extends Time {
  readonly user: string;
  /** `question` by default. */
  readonly proof?: Proof;
  /** OpenSSH line; null: no key in particular. */
  publicKeyOf(item: T): string | null;
}

/** Whether agents answer, and what the guests of those that do say of themselves. Changes nothing. */
export async function lookInside<T>(
  items: readonly T[],
  whereOf: (item: T) => Spot,
  { user, proof, publicKeyOf, ...time }: Inspection<T>,
): Promise<Map<T, Inside>> {
  const alike = (item: T) => publicKeyOf(item) ?? '';
  const scriptFor = (item: T) => {
    const publicKey = publicKeyOf(item);
    return inspectScript({ user, ...(publicKey && { publicKey }), ...(proof && { proof }) });
  };
  const insides = await atEachPlace(items, whereOf, async (_place, here) => {
    const agents = await askAgents(here, whereOf);
    const alive = here.filter((item) => agents.get(item));
    const said = await runScripts(alive, whereOf, { alike, scriptFor, ...time });
    return here.map((item): [T, Inside] => {
      const answer = said.get(item)?.answer;
      return [item, { agent: agents.get(item) === true, report: isReport(answer) && answer.ok ? answer : null }];
    });
  });
  return new Map(insides.flat());
}
