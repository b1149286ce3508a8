import { type Env, extendResource, HostConfigError, isRecord, resolveExpressions } from '@keyfleet/local-cloud/spec';
import type { Finding } from '../../../shared/fleet/file/finding.ts';
import type { Path } from '../../../shared/yaml.ts';

/** A resource's properties over those of its template, every `${…}` resolved, and what could not be. */
export interface Resolved {
  readonly props: unknown;
  readonly findings: readonly Finding[];
}

/** Says of each expression that cannot be resolved where it stands; the whole file stops at the first. */
export function resolveResource(
  name: string,
  resource: Record<string, unknown>,
  file: Record<string, unknown>,
  env: Env,
): Resolved {
  const findings: Finding[] = [];
  const attempt = <T>(path: Path, run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof HostConfigError)) throw error;
      findings.push({ path, expected: `what can be resolved: ${error.message}` });
      return undefined;
    }
  };
  const resolve = (node: unknown, path: Path): unknown => {
    if (Array.isArray(node)) return node.map((item, at) => resolve(item, [...path, at]));
    if (!isRecord(node)) return attempt(path, () => resolveExpressions(node, file['vars'], env));
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value, [...path, key])]));
  };
  const extended = attempt(['resources', name, 'extend'], () => extendResource(resource, file['template'])) ?? {};
  return { props: resolve(extended, ['resources', name, 'props']), findings };
}
