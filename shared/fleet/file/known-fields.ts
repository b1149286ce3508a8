import * as v from 'valibot';

/** A mapping of these fields and no others. Every unknown field is a problem of its own, at its own place. */
export function knownFields<Fields extends v.ObjectEntries>(fields: Fields, what: string) {
  return v.pipe(
    v.custom<unknown>((value) => !Array.isArray(value), what),
    variantFields(fields, what),
  );
}

/** As {@link knownFields}, for the options of a variant: that wants a plain object schema, and refuses lists itself. */
export function variantFields<Fields extends v.ObjectEntries>(fields: Fields, what: string) {
  const known = Object.keys(fields);
  const object = v.looseObject(fields, ({ expected }) =>
    expected === 'Object' ? what : 'this field, which is required',
  );
  return v.pipe(
    object,
    v.rawCheck(({ dataset, addIssue }) => {
      for (const key of keysOf(dataset.value).filter((name) => !known.includes(name))) {
        addIssue({ message: `no such field, only ${known.join(', ')}`, path: pathTo(dataset.value, key) });
      }
    }),
  );
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function pathTo(input: unknown, key: string): [v.ObjectPathItem] {
  const object = input as Record<string, unknown>;
  return [{ type: 'object', origin: 'key', input: object, key, value: object[key] }];
}
