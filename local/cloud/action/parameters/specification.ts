import type { Refusal } from '../refusal.ts';

interface Common {
  required?: boolean;
  /** The documented error when it is required and was not sent; else the product's general one. */
  missing?: Refusal;
  /** The documented error for a malformed or excessive value; else the product's general one. */
  invalid?: Refusal;
}

interface ListBounds {
  /** Default 1. */
  minItems?: number;
  maxItems?: number;
  /** The documented error for more than `maxItems`, where it is another than `invalid`. */
  excess?: Refusal;
}

/** Scalars as they travel in a query string or form body. */
export type ScalarParameter = Common &
  (
    | {
        type: 'string';
        pattern?: RegExp;
        enum?: readonly string[];
        maxLength?: number;
        maxBytes?: number;
        default?: string;
      }
    | { type: 'integer'; min?: number; max?: number; default?: number }
    | { type: 'boolean'; default?: boolean }
  );

/**
 * The list encodings that coexist: `json-array` one JSON string, `repeat-list` `Name.1=a&Name.2=b`, `comma-list`
 * `a,b`, `tags` `Name.1.Key=k&Name.1.Value=v`, `json-tags` one JSON string of `{Key, Value}` objects.
 * Source: request parameters of ECS 2014-05-26, ENS 2017-11-10, SWAS-OPEN 2020-06-01 as their clients send them.
 */
export type ListParameter = Common &
  ListBounds & { type: 'json-array' | 'repeat-list' | 'comma-list' | 'tags' | 'json-tags' };

export type ParameterSpecification = ScalarParameter | ListParameter;
export type ParameterTable = Readonly<Record<string, ParameterSpecification>>;

/** A tag, or a tag filter: `value` is undefined when only the key was given. */
export interface TagParameter {
  key: string;
  value: string | undefined;
}

interface ValueByType {
  string: string;
  integer: number;
  boolean: boolean;
  'json-array': readonly string[];
  'repeat-list': readonly string[];
  'comma-list': readonly string[];
  tags: readonly TagParameter[];
  'json-tags': readonly TagParameter[];
}

type AlwaysThere = { readonly required: true } | { readonly default: string | number | boolean };

/** What `run` receives for a table: required and defaulted parameters are always there. */
export type ParameterValues<T extends ParameterTable> = {
  readonly [K in keyof T]: ValueByType[T[K]['type']] | (T[K] extends AlwaysThere ? never : undefined);
};
