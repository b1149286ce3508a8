import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { ask } from '../ask.ts';
import type { Parameters } from '../signed-call.ts';

/** One instance's part of an invocation, as both products show it. */
export interface ResultRow {
  InvocationStatus: string;
  InvokeRecordStatus: string;
  ExitCode?: number;
  /** Decoded. */
  Output: string;
  Dropped?: number;
  ErrorCode: string;
  ErrorInfo: string;
  StartTime: string;
  FinishedTime: string;
}

const starters = {
  ecs: (script: string, instanceId: string) => ({
    'InstanceId.1': instanceId,
    ContentEncoding: 'Base64',
    CommandContent: Buffer.from(script).toString('base64'),
  }),
  swas: (script: string, instanceId: string) => ({ InstanceId: instanceId, Name: 'test', CommandContent: script }),
};

/** Begins a script in one instance and answers the raw body. */
export function begin(
  cloud: LocalCloud,
  product: 'ecs' | 'swas',
  instanceId: string,
  script: string,
  more: Parameters = {},
) {
  const parameters = { Type: 'RunShellScript', ...starters[product](script, instanceId), ...more };
  return ask(cloud, product, 'RunCommand', parameters);
}

/** What has become of an invocation so far. */
export async function lookUp(
  cloud: LocalCloud,
  product: 'ecs' | 'swas',
  InvokeId: string,
  InstanceId: string,
): Promise<ResultRow> {
  const action = product === 'ecs' ? 'DescribeInvocationResults' : 'DescribeInvocationResult';
  const { body } = await ask(cloud, product, action, { InvokeId, InstanceId });
  const wrapped = body.Invocation as { InvocationResults: { InvocationResult: ResultRow[] } } | undefined;
  const row = wrapped?.InvocationResults.InvocationResult[0] ?? (body.InvocationResult as ResultRow);
  return { ...row, Output: Buffer.from(row.Output, 'base64').toString() };
}

/** Runs a script to its end. */
export async function run(...given: globalThis.Parameters<typeof begin>): Promise<ResultRow> {
  const [cloud, product, instanceId] = given;
  const { body } = await begin(...given);
  if (typeof body.InvokeId !== 'string') throw new Error(`RunCommand: ${String(body.Code)}`);
  for (;;) {
    const row = await lookUp(cloud, product, body.InvokeId, instanceId);
    if (row.InvokeRecordStatus !== 'Running') return row;
    await wait(10);
  }
}
