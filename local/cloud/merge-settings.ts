import * as v from 'valibot';
import { InvalidInput } from './invalid-input.ts';
import { type DeepPartial, type Settings, settingsSchema } from './settings.ts';

/**
 * Merges changes into settings, in place; what is not named stays.
 * @throws InvalidInput naming every setting that is unknown or has a wrong value; nothing is changed then.
 */
export function mergeSettings(settings: Settings, changes: unknown): void {
  if (!isRecord(changes)) throw new InvalidInput([{ path: 'body', expected: 'an object of settings' }]);
  const merged = overlay(settings, changes);
  const result = v.safeParse(settingsSchema, merged);
  if (!result.success) throw InvalidInput.from(result.issues);
  Object.assign(settings, result.output);
}

/** Changes that are already typed, as an option in code. */
export function withSettings(settings: Settings, changes: DeepPartial<Settings> = {}): Settings {
  mergeSettings(settings, changes);
  return settings;
}

function overlay(base: unknown, changes: unknown): unknown {
  if (!isRecord(base) || !isRecord(changes)) return changes;
  const entries = Object.entries(changes).map(([name, value]) => [name, overlay(base[name], value)]);
  return { ...base, ...Object.fromEntries(entries) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
