import type { Action } from '../../shared/command.ts';
import type { Report } from '../../shared/report.ts';
import { callFunction } from '../call/function.ts';
import { type Answer, NoAnswerError } from '../call/post.ts';
import { parseJson, readRequest, requestOptions } from '../call/request.ts';
import { parseReport } from '../report/parse.ts';
import { renderReason, renderRefusal } from '../report/refusal.ts';
import { renderReport } from '../report/table.ts';
import { type Command, readOptions } from '../usage.ts';

const options = {
  ...requestOptions,
  url: { type: 'string' },
  json: { type: 'boolean' },
  wait: { type: 'boolean' },
} as const;

/** `keyfleet attach` and `keyfleet detach`: the same call, table and exit codes. */
export function defineChange(action: Action, summary: string, help: string): Command {
  return {
    summary,
    help,
    run: async (args, env) => {
      const { url, json = false, wait = false, ...given } = readOptions(args, options);
      const request = await readRequest(given);
      try {
        return show(await callFunction({ name: action, request, url, env, wait }), json);
      } catch (error) {
        if (!(error instanceof NoAnswerError)) throw error;
        return complain(`keyfleet: ${error.message}\n`, 3);
      }
    },
  };
}

function show(answer: Answer, json: boolean): number {
  const { status, body } = answer;
  const value = parseJson(body);
  if (json && value !== undefined) process.stdout.write(`${body}\n`);
  if (status >= 400 && status < 500) return complain(renderRefusal(status, value), 2);
  const report = parseReport(answer);
  if (!report) return complain(renderBrokenAnswer(status, value), 3);
  if (!json) process.stdout.write(renderReport(report));
  return isDone(report) ? 0 : 1;
}

function isDone({ failCount, unknownCount, complete }: Report): boolean {
  return failCount === 0 && unknownCount === 0 && complete;
}

function renderBrokenAnswer(status: number, value: unknown): string {
  const reason = status >= 500 ? 'the function failed' : 'this is not an answer of a Keyfleet function';
  return `keyfleet: HTTP ${status}, ${reason}${renderReason(value)}\n`;
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(text);
  return exitCode;
}
