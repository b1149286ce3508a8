import type { Clock } from '../cloud/clock.ts';
import { CloudError } from '../cloud/errors.ts';
import { chunk } from '../lists.ts';
import type { Commands } from '../products/product.ts';
import { type GuestReport, parseGuestReport } from './report.ts';

/** What a guest said, or why it said nothing. */
export type GuestAnswer = GuestReport | { readonly ok: false; readonly code: string; readonly message: string };

const TIMEOUT_S = 60;
const FIRST_POLL_MS = 200;
const MAX_POLL_MS = 3_000;

/**
 * Runs one of our scripts in many instances through Cloud Assistant and reads what each said. Every instance gets an
 * answer; our scripts are safe to run again where the answer is that none came.
 */
export async function runInGuests(
  commands: Commands,
  regionId: string | null,
  instanceIds: readonly string[],
  script: string,
  { clock, endMs }: { clock: Clock; endMs: number },
): Promise<Map<string, GuestAnswer>> {
  const answers = chunk(instanceIds, commands.maxInstancesPerCall).map((ids) => runInSome(ids));
  return new Map((await Promise.all(answers)).flatMap((some) => [...some]));

  async function runInSome(ids: readonly string[]): Promise<Map<string, GuestAnswer>> {
    const got = new Map<string, GuestAnswer>();
    const open = () => ids.filter((id) => !got.has(id));
    try {
      const invokeId = await startTwice(() => commands.start(regionId, ids, script, TIMEOUT_S));
      const lastMs = Math.min(endMs, clock.now() + TIMEOUT_S * 1_500);
      for (let pollMs = FIRST_POLL_MS; open().length > 0 && clock.now() < lastMs; pollMs = longer(pollMs)) {
        await clock.sleep(pollMs);
        const results = await commands.results(regionId, invokeId, open());
        for (const [id, result] of results) got.set(id, toAnswer(result));
      }
      return fill(got, open(), { code: 'NoAnswer', message: 'the script gave no answer in time' });
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return fill(got, open(), error);
    }
  }
}

/** An answer lost is no reason to give up: our scripts may run twice. */
async function startTwice(start: () => Promise<string>): Promise<string> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof CloudError && (error.fate === 'lost' || error.fate === 'unavailable')) return start();
    throw error;
  }
}

const longer = (pollMs: number) => Math.min(MAX_POLL_MS, pollMs * 1.5);

type ScriptResult = Awaited<ReturnType<Commands['results']>> extends Map<string, infer Result> ? Result : never;

function toAnswer({ output, code, message, status }: ScriptResult): GuestAnswer {
  const report = parseGuestReport(output);
  if (report.code !== 'OutputIncomplete' || status === 'finished') return report;
  return { ok: false, code: code ?? 'ScriptFailed', message: message ?? `the script ended as ${status}` };
}

function fill(
  got: Map<string, GuestAnswer>,
  ids: readonly string[],
  { code, message }: { code: string; message: string },
) {
  for (const id of ids) got.set(id, { ok: false, code, message });
  return got;
}

/** Whether an answer is a whole report of what the guest looks like. */
export function isReport(answer: GuestAnswer | undefined): answer is GuestReport {
  return answer !== undefined && 'keys' in answer;
}
