import { HostConfigError } from '../errors.ts';
import { isRecord } from './resolve.ts';

/**
 * The properties of one resource laid over those of the template that its `extend` names.
 * Objects merge key by key, everything else (lists too) is replaced.
 * Source: Serverless Devs, edition 3.0.0, `template` and `extend`.
 * @throws HostConfigError when the template does not exist.
 */
export function extendResource(resource: Record<string, unknown>, templates: unknown): Record<string, unknown> {
  const props = isRecord(resource['props']) ? resource['props'] : {};
  const name = isRecord(resource['extend']) ? resource['extend']['name'] : undefined;
  if (name === undefined) return props;
  const template = isRecord(templates) && typeof name === 'string' ? templates[name] : undefined;
  if (!isRecord(template)) throw new HostConfigError(`extend: there is no template ${JSON.stringify(name)}`);
  return merge(template, props);
}

function merge(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const under = base[key];
    merged[key] = isRecord(under) && isRecord(value) ? merge(under, value) : value;
  }
  return merged;
}
