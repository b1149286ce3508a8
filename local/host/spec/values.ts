import * as v from 'valibot';

/** Values of `s.yaml`. Messages say what was expected and never quote what came. */
export const text = v.pipe(v.string('a text'), v.minLength(1, 'a text'));
export const anyText = v.string('a text');
export const flag = v.boolean('true or false');

export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `one of ${values.join(', ')}`);

export const matching = (pattern: RegExp, rule: string) => v.pipe(v.string(rule), v.regex(pattern, rule));

/** A whole number from the first to the last, in steps. */
export function whole([first, last]: readonly [number, number], rule: string, step = 1) {
  return v.pipe(
    v.number(rule),
    v.integer(rule),
    v.minValue(first, rule),
    v.maxValue(last, rule),
    v.multipleOf(step, rule),
  );
}
