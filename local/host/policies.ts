import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type PolicyDocument, readPolicy } from '../cloud/ram/policy.ts';
import { HostConfigError } from './errors.ts';
import type { FunctionSpec } from './spec.ts';

/**
 * What the role of a function may do: the policy in `<folder>/<resource>.json`. Undefined for a function without a role.
 * @throws HostConfigError when there is no such file, or it is no policy
 */
export async function readRolePolicy(
  { resource, roleName }: Pick<FunctionSpec, 'resource' | 'roleName'>,
  folder: string,
): Promise<PolicyDocument | undefined> {
  if (roleName === undefined) return undefined;
  const file = path.join(folder, `${resource}.json`);
  const problem = (what: string) => new HostConfigError(`resources.${resource}.props.role: ${what}`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw problem(`there is no ${file}, which says what the role may do`);
  });
  try {
    return readPolicy(JSON.parse(text));
  } catch (error) {
    throw problem(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
