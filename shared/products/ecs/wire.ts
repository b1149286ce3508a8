/** The fields of a vendor's request model, without the model's methods. */
export type Fields<Model> = {
  readonly [K in keyof Model as Model[K] extends (...args: never[]) => unknown ? never : K]?: Plain<Model[K]>;
};

type Plain<T> = T extends readonly (infer Item)[] ? readonly Plain<Item>[] : T extends object ? Fields<T> : T;

/**
 * Names a request's fields as they travel: `instanceIds` becomes `InstanceIds`, inside lists too. That is all that
 * the models of `@alicloud/ecs20140526` would do at run time, at 2 KB of bundle each; so they serve as types.
 */
export function toWire<Model>(fields: Fields<Model>): Readonly<Record<string, unknown>> {
  return renamed(fields);
}

function renamed(fields: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, inside(value)]),
  );
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  return typeof value === 'object' && value !== null ? renamed(value) : value;
}
