import * as v from 'valibot';
import { productNames, products } from '../../products/index.ts';
import type { Product, ProductName } from '../../products/product.ts';
import { matching } from '../../take-effect.ts';
import { optionFields, type RequestOptions } from './options.ts';

/** A target as it stands in a checked request. */
export interface RequestTarget {
  product: ProductName;
  regionId?: string | undefined;
  keyPairName?: string | undefined;
  keyPairId?: string | undefined;
  instanceIds: string[];
}

const INSTANCE_IDS = 'a list of at least one instance id';
const regionId = matching(/^[a-z][a-z\d-]{1,39}$/, 'a region id, e.g. "cn-hangzhou"');
const instanceId = matching(/^[A-Za-z\d][\w.:-]{0,127}$/, 'an instance id, e.g. "i-bp1d6tsvznfghy7y4abc"');
const keyPairId = matching(/^[A-Za-z\d][\w.:-]{0,127}$/, 'a key pair id, e.g. "ssh-50cynkq42nkbk"');
const instanceIds = v.pipe(v.array(instanceId, INSTANCE_IDS), v.minLength(1, INSTANCE_IDS));

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

function targetSchema(product: Product, beside: v.ObjectEntries) {
  const target = knownFields({ ...targetFields(product), ...beside }, product.name);
  if (!product.keyPairIds) return target;
  return v.pipe(
    target as unknown as v.GenericSchema<RequestTarget>,
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

/** The product decides which fields a target has. */
function anyTarget<Output>(beside: v.ObjectEntries) {
  const schemas = productNames.map((name) => targetSchema(products[name], beside));
  const variant = v.variant('product', schemas as never, (issue) =>
    issue.expected === 'Object' ? 'a JSON object' : PRODUCT,
  );
  return variant as unknown as v.GenericSchema<Output>;
}

function schemasOf(options: v.ObjectEntries) {
  const targets = v.pipe(
    v.array(anyTarget<RequestTarget>({}), 'a list of targets'),
    v.minLength(1, 'at least one target'),
  );
  return {
    /** A request with one target's fields at the top. */
    one: anyTarget<RequestTarget & RequestOptions>(options),
    /** A request with several targets. */
    many: knownFields({ targets, ...options }, 'a request with targets') as unknown as v.GenericSchema<
      { targets: RequestTarget[] } & RequestOptions
    >,
  };
}

export const schemas = { attach: schemasOf(optionFields.attach), detach: schemasOf(optionFields.detach) };
