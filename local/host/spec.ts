import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { HostConfigError } from './errors.ts';
import { extendResource } from './spec/extend.ts';
import { type Env, isRecord, resolveExpressions } from './spec/resolve.ts';
import { type AsyncSpec, functionProps } from './spec/schema.ts';
import type { TriggerSpec } from './spec/triggers.ts';

export type { EventTriggerSpec, HttpTriggerSpec, TimerTriggerSpec, TriggerSpec } from './spec/triggers.ts';

/** One function as `s.yaml` describes it. */
export type FunctionSpec = {
  /** Name of the resource, which is also the path of its HTTP trigger: `attach` answers at `/attach`. */
  readonly resource: string;
  readonly functionName: string;
  readonly region: string;
  /** `file.method`, for example `index.handler`. */
  readonly handler: string;
  /** Absolute path of the code folder. */
  readonly codeDir: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Bare name of the role, lower case as the fc3 component makes it; absent: no credentials in the context. */
  readonly roleName?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Tries and destination of asynchronous calls. */
  readonly async: AsyncSpec;
  readonly triggers: readonly TriggerSpec[];
};

/**
 * Reads the functions of a Serverless Devs file (edition 3.0.0, component fc3). No network, no component download.
 * @throws HostConfigError naming the resource and the property that cannot be run.
 */
export async function readSpec(file: string, root: string, env: Env): Promise<FunctionSpec[]> {
  const document: unknown = parse(await readFile(path.resolve(root, file), 'utf8'));
  if (!isRecord(document) || !isRecord(document['resources'])) throw new HostConfigError(`${file}: no resources`);
  const { vars, template } = document;
  return Object.entries(document['resources']).map(([name, resource]) => {
    const props = isRecord(resource) ? extendResource(resource, template) : {};
    return toFunctionSpec(name, resolveExpressions(props, vars, env), root);
  });
}

function toFunctionSpec(resource: string, props: unknown, root: string): FunctionSpec {
  const parsed = v.safeParse(functionProps, props);
  if (!parsed.success) throw new HostConfigError(describeIssues(resource, parsed.issues));
  const { output } = parsed;
  return {
    resource,
    functionName: output.functionName,
    region: output.region,
    handler: output.handler,
    codeDir: path.resolve(root, output.code),
    timeoutSeconds: output.timeout,
    memoryMb: output.memorySize,
    ...(output.role === undefined ? {} : { roleName: bareRoleName(output.role) }),
    environment: output.environmentVariables,
    async: output.asyncInvokeConfig,
    triggers: output.triggers,
  };
}

function describeIssues(resource: string, issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `resources.${resource}.props.${v.getDotPath(issue)}: ${issue.message}`).join('; ');
}

/** Source: devsapp/fc3 lower-cases `role` and accepts an ARN or a bare name. */
function bareRoleName(role: string): string {
  return role.toLowerCase().replace(/^acs:ram::\d+:role\//, '');
}
