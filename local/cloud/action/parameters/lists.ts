import type { ListParameter, TagParameter } from './specification.ts';

/** Parameters as they arrived: query and form merged. */
export type RawParameters = ReadonlyMap<string, string>;

/**
 * True when any part of the list was sent. A JSON list that a client has not set comes as `null` from the vendor's Go
 * clients, and tags that it has not set as `[]` from those for ENS: neither asks for anything.
 */
export function listIsPresent(type: ListParameter['type'], name: string, raw: RawParameters): boolean {
  if (type === 'repeat-list' || type === 'tags') return numbered(name, raw).size > 0;
  const sent = raw.get(name) ?? '';
  return !['', ...(type === 'comma-list' ? [] : ['null']), ...(type === 'json-tags' ? ['[]'] : [])].includes(sent);
}

/** Reads a list; undefined means malformed or with too few items. */
export function readList(
  { type, minItems = 1 }: ListParameter,
  name: string,
  raw: RawParameters,
): readonly string[] | readonly TagParameter[] | undefined {
  const items = readers[type](name, raw);
  return items && items.length >= minItems ? items : undefined;
}

type Reader = (name: string, raw: RawParameters) => readonly string[] | readonly TagParameter[] | undefined;

const readers: Readonly<Record<ListParameter['type'], Reader>> = {
  'json-array': (name, raw) => readJson(raw.get(name) ?? '', isText),
  'json-tags': (name, raw) =>
    readJson(raw.get(name) ?? '', isTag)?.map(({ Key, Value }) => ({ key: Key, value: Value })),
  'comma-list': (name, raw) => allPresent((raw.get(name) ?? '').split(',')),
  'repeat-list': (name, raw) => allPresent([...numbered(name, raw).values()].map((item) => item.get('') ?? '')),
  tags: (name, raw) => readTags([...numbered(name, raw).values()]),
};

function readJson<T>(text: string, isItem: (item: unknown) => item is T): T[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isItem) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isText(item: unknown): item is string {
  return typeof item === 'string' && item !== '';
}

function isTag(item: unknown): item is { Key: string; Value: string | undefined } {
  if (typeof item !== 'object' || item === null) return false;
  const { Key, Value } = item as Record<string, unknown>;
  return isText(Key) && (Value === undefined || typeof Value === 'string');
}

function allPresent(items: string[]): string[] | undefined {
  return items.includes('') ? undefined : items;
}

function readTags(items: ReadonlyMap<string, string>[]): TagParameter[] | undefined {
  const tags = items.map((item) => ({ key: item.get('.Key') ?? '', value: item.get('.Value') }));
  return tags.some(({ key }) => key === '') ? undefined : tags;
}

/** Groups `Name.N` and `Name.N.Field` by N, in the order of N; gaps between numbers are no error. */
function numbered(name: string, raw: RawParameters): Map<number, Map<string, string>> {
  const found: [number, string, string][] = [];
  for (const [key, value] of raw) {
    if (!key.startsWith(`${name}.`)) continue;
    const match = /^(\d{1,6})(\..+)?$/.exec(key.slice(name.length + 1));
    if (match) found.push([Number(match[1]), match[2] ?? '', value]);
  }
  const groups = new Map<number, Map<string, string>>();
  for (const [index, field, value] of found.toSorted(([a], [b]) => a - b)) {
    groups.set(index, (groups.get(index) ?? new Map()).set(field, value));
  }
  return groups;
}
