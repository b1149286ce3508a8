import { isRecord } from '@keyfleet/local-cloud/spec';
import type { Path, YamlFile } from '../../../shared/yaml.ts';

/** Where a property stands: in its resource, or else in the template that the resource extends. */
export function locateProperty({ value, locate }: YamlFile, path: Path) {
  const [top, resource, props, ...property] = path;
  if (top !== 'resources' || props !== 'props' || isThere(value, path)) return locate(path);
  const template = read(value, ['resources', resource ?? '', 'extend', 'name']);
  const inTemplate: Path = ['template', String(template), ...property];
  return locate(isThere(value, inTemplate) ? inTemplate : path);
}

function isThere(value: unknown, path: Path): boolean {
  return read(value, path) !== undefined;
}

function read(value: unknown, path: Path): unknown {
  let node = value;
  for (const key of path) {
    if (Array.isArray(node)) node = node[Number(key)];
    else node = isRecord(node) ? node[key] : undefined;
  }
  return node;
}
