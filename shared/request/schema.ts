import * as v from 'valibot';
import { productNames, products } from '../products/index.ts';
import type { Product, ProductName } from '../products/product.ts';

/** A target as it stands in a checked request. */
export interface RequestTarget {
  product: ProductName;
  regionId?: string | undefined;
  keyPairName?: string | undefined;
  keyPairId?: string | undefined;
  instanceIds: string[];
}

export interface RequestOptions {
  dryRun: boolean;
  clientToken?: string | undefined;
}

const matching = (pattern: RegExp, rule: string) => v.pipe(v.string(rule), v.regex(pattern, rule));

const INSTANCE_IDS = 'a list of at least one instance id';
const regionId = matching(/^[a-z][a-z\d-]{1,39}$/, 'a region id, e.g. "cn-hangzhou"');
const instanceId = matching(/^[A-Za-z\d][\w.:-]{0,127}$/, 'an instance id, e.g. "i-bp1d6tsvznfghy7y4abc"');
const keyPairId = matching(/^[A-Za-z\d][\w.:-]{0,127}$/, 'a key pair id, e.g. "ssh-50cynkq42nkbk"');
const instanceIds = v.pipe(v.array(instanceId, INSTANCE_IDS), v.minLength(1, INSTANCE_IDS));

const options = {
  dryRun: v.optional(v.boolean('true or false'), false),
  clientToken: v.optional(matching(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable ASCII characters')),
};

/** The fields of a target differ by product; what the product lacks is refused as unknown. */
function targetFields(product: Product) {
  const keyPairName = matching(product.keyPairNames.pattern, `a key pair name of ${product.keyPairNames.rule}`);
  const selectors = { keyPairName: v.optional(keyPairName), keyPairId: v.optional(keyPairId) };
  return {
    product: v.literal(product.name),
    ...(product.regional && { regionId }),
    ...(product.keyPairIds ? selectors : { keyPairName }),
    instanceIds,
  };
}

function targetSchema<Beside extends v.ObjectEntries>(product: Product, beside: Beside) {
  const target = knownFields({ ...targetFields(product), ...beside }, product.name);
  if (!product.keyPairIds) return target;
  return v.pipe(
    target,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!hasOneSelector(dataset.value)) addIssue({ message: 'exactly one of keyPairId and keyPairName' });
    }),
  );
}

function hasOneSelector(target: unknown): boolean {
  const selectors = (target ?? {}) as RequestTarget;
  return (selectors.keyPairName === undefined) !== (selectors.keyPairId === undefined);
}

/** An object of these fields and no others; unlike valibot's strictObject it names every unknown field. */
function knownFields<Fields extends v.ObjectEntries>(fields: Fields, where: string) {
  const known = Object.keys(fields);
  const object = v.looseObject(fields, ({ expected }) =>
    expected === 'Object' ? 'a JSON object' : 'this field, which is required',
  );
  return v.pipe(
    object,
    v.rawCheck(({ dataset, addIssue }) => {
      for (const key of Object.keys(dataset.value ?? {}).filter((name) => !known.includes(name))) {
        addIssue({ message: `no such field for ${where}, only ${known.join(', ')}`, path: pathTo(dataset.value, key) });
      }
    }),
  );
}

function pathTo(input: unknown, key: string): [v.ObjectPathItem] {
  const object = input as Record<string, unknown>;
  return [{ type: 'object', origin: 'key', input: object, key, value: object[key] }];
}

const PRODUCT = `one of ${productNames.map((name) => JSON.stringify(name)).join(', ')}`;
const variant = <Beside extends v.ObjectEntries>(beside: Beside) =>
  v.variant('product', productNames.map((name) => targetSchema(products[name], beside)) as never, (issue) =>
    issue.expected === 'Object' ? 'a JSON object' : PRODUCT,
  ) as unknown as v.GenericSchema<RequestTarget & (Beside extends typeof options ? RequestOptions : unknown)>;

/** A request with one target's fields at the top. */
export const oneSchema = variant(options);

/** A request with several targets. */
export const manySchema = knownFields(
  { targets: v.pipe(v.array(variant({}), 'a list of targets'), v.minLength(1, 'at least one target')), ...options },
  'a request with targets',
);
