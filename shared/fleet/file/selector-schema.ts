import * as v from 'valibot';
import { productNames, products } from '../../products/index.ts';
import type { Product } from '../../products/product.ts';
import { matching } from '../../take-effect.ts';
import type { InstanceSelector } from '../fleet.ts';
import { variantFields } from './known-fields.ts';

const REGIONS = 'a list of at least one region id';
export const regionId = matching(/^[a-z][a-z\d-]{1,39}$/, 'a region id, e.g. "cn-hangzhou"');
const regions = v.pipe(v.array(regionId, REGIONS), v.minLength(1, REGIONS));
const noRegions = (product: string) => v.optional(v.never(`no regions, because ${product} is one central service`));

/** Keys and values: ECS 2014-05-26 TagResources. Keyfleet's own tags are marks, not a choice. */
const tagKey = matching(
  /^(?!keyfleet:|acs:|aliyun)[^\s].{0,127}$/,
  'a tag key of 1 to 128 characters, not beginning with "keyfleet:", "acs:" or "aliyun"',
);
const tagValue = matching(/^.{0,128}$/, 'a tag value as text; quote what looks like something else, e.g. "1"');
const tags = v.record(tagKey, tagValue, 'a mapping of tag keys to values, e.g. { ssh: ops }');

/** More than a few asterisks say nothing and make matching slow. */
const namePattern = matching(
  /^(?!\*+$)(?!(?:[^*]*\*){5}).{1,128}$/,
  'a name with at most four "*" that stand for any text, and not nothing but "*"',
);

/** An empty selector would mean everything, which is too easily said by accident. */
const NOT_EMPTY = 'tags or a namePattern: without them the selector would mean every instance';

function ofProduct(product: Product) {
  const fields = {
    product: v.literal(product.name),
    regions: product.regional ? regions : noRegions(product.name),
    tags: v.optional(tags),
    namePattern: v.optional(namePattern),
  };
  return v.pipe(
    variantFields(fields, 'a selector, e.g. { product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (isEmpty(dataset.value)) addIssue({ message: NOT_EMPTY });
    }),
    v.transform((selector) => ({ ...selector, regions: selector.regions ?? null })),
  );
}

function isEmpty(value: unknown): boolean {
  const { tags: given = {}, namePattern: pattern } = (value ?? {}) as { tags?: unknown; namePattern?: unknown };
  const isWithoutTags = typeof given === 'object' && Object.keys(given ?? {}).length === 0;
  return isWithoutTags && pattern === undefined;
}

const PRODUCT = `one of ${productNames.join(', ')}`;

/** The product decides which fields a selector has. */
export const instanceSelector = v.variant(
  'product',
  productNames.map((name) => ofProduct(products[name])) as never,
  (issue) => (issue.expected === 'Object' ? 'a selector, e.g. { product: ens, tags: { ssh: ops } }' : PRODUCT),
) as unknown as v.GenericSchema<unknown, InstanceSelector>;
