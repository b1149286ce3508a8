import * as v from 'valibot';
import { products } from '../services/index.ts';

/** The entry of a table for one operation: by its own name, else its product's (`ecs.*`), else everyone's (`*`). */
export function byOperation<T>(table: Readonly<Record<string, T>>, product: string, action: string): T | undefined {
  return table[`${product}.${action}`] ?? table[`${product}.*`] ?? table['*'];
}

/** A key of such a table: `ecs.AttachKeyPair`, `ecs.*` or `*`. An operation that does not exist is refused. */
export const operationKey = v.pipe(v.string(), v.check(exists, 'an operation such as ecs.AttachKeyPair, ecs.* or *'));

function exists(key: string): boolean {
  if (key === '*') return true;
  return products.some(({ name, actions }) => {
    const action = key.startsWith(`${name}.`) ? key.slice(name.length + 1) : undefined;
    return action === '*' || (action !== undefined && Object.hasOwn(actions, action));
  });
}
