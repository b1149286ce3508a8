import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../data/events');

export const accountId = '1234567890123456';

/** A sample, with digits where its publisher masked some, and of our account. */
export function sample(name: string): Record<string, unknown> {
  const text = readFileSync(path.join(folder, `${name}.json`), 'utf8').replaceAll('*', '0');
  const event = JSON.parse(text) as Record<string, unknown>;
  const ours = ['aliyunaccountid', 'aliyunoriginalaccountid', 'userId'].filter((field) => field in event);
  return { ...event, ...Object.fromEntries(ours.map((field) => [field, accountId])) };
}

export const sampleNames = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => path.basename(file, '.json'));
