import * as v from 'valibot';
import { InvalidInput } from './invalid-input.ts';
import { type DeepPartial, type Settings, settingsSchema } from './settings.ts';

/** Settings by operation: an entry replaces the one before as a whole, and null takes it away. */
const tables = ['operationLatencyMs', 'quotas'] as const;

/**
 * Merges changes into settings, in place; what is not named stays.
 * @throws InvalidInput naming every setting that is unknown or has a wrong value; nothing is changed then.
 */
export function mergeSettings(settings: Settings, changes: unknown): void {
  if (!isRecord(changes)) throw new InvalidInput([{ path: 'body', expected: 'an object of settings' }]);
  const replaced = tables.map((name) => [name, withEntries(name, settings[name], changes[name])]);
  const merged = { ...overlay(settings, changes), ...Object.fromEntries(replaced) };
  const result = v.safeParse(settingsSchema, merged);
  if (!result.success) throw InvalidInput.from(result.issues);
  Object.assign(settings, result.output);
}

/** Changes that are already typed, as an option in code. */
export function withSettings(settings: Settings, changes: DeepPartial<Settings> = {}): Settings {
  mergeSettings(settings, changes);
  return settings;
}

function overlay(base: Fields, changes: Fields): Fields {
  const entries = Object.entries(changes).map(([name, value]) => {
    const before = base[name];
    return [name, isRecord(before) && isRecord(value) ? overlay(before, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function withEntries(name: string, table: Fields, changes: unknown = {}): Fields {
  if (!isRecord(changes)) throw new InvalidInput([{ path: name, expected: 'an object by operation' }]);
  return Object.fromEntries(Object.entries({ ...table, ...changes }).filter(([, entry]) => entry !== null));
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
