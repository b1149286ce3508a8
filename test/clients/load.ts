import { createRequire } from 'node:module';

/**
 * Loads one of the clients that are installed beside this file, unmodified. They are CommonJS, and not there for
 * `npm test`, so the compiler does not get to see them: each test says what it uses of one.
 */
export function load(name: string): unknown {
  return createRequire(import.meta.url)(name);
}

export type Fields = Record<string, unknown>;
export type Constructor<Made = object> = new (fields: Fields) => Made;

/** A module that the vendor generates: a client as its default export, with a class for each request. */
export type Generated<Client> = { default: Constructor<Client> } & Record<string, Constructor>;

/** A model as a plain object, for comparing. */
export function plain(model: object): Fields {
  return JSON.parse(JSON.stringify(model)) as Fields;
}
