import { type Fields, textOf } from './fields.ts';
import { ignore, type Reading } from './hint.ts';

/** Refuses what names another account in one of these fields; null when it names ours or none. */
export function refuseForeign(fields: Fields, names: readonly string[], accountId: string): Reading | null {
  const accounts = names.map((name) => textOf(fields, name));
  const foreign = accounts.find((account) => account !== null && account !== accountId);
  return foreign === undefined ? null : ignore('it is of another account,', foreign);
}
