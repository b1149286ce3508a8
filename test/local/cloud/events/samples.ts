import { readFileSync } from 'node:fs';

export type Fields = Record<string, unknown>;

/** A published event, parsed. */
export function sample(name: string): Fields {
  return JSON.parse(readFileSync(new URL(`../../../data/events/${name}.json`, import.meta.url), 'utf8')) as Fields;
}
