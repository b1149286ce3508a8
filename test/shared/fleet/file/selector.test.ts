import { describe, expect, it } from 'vitest';
import { problemsWith } from './problems-of.ts';

const EVERYTHING = 'instances.0: tags or a namePattern: without them the selector would mean every instance';
const PATTERN = 'instances.0.namePattern: a name with at most four "*"';

describe('selector', () => {
  it.each([
    ['{ product: ecs, regions: [cn-hangzhou] }', EVERYTHING],
    ['{ product: ens }', EVERYTHING],
    ['{ product: ens, tags: {} }', EVERYTHING],
    ["{ product: ens, namePattern: '**' }", PATTERN],
    ["{ product: ens, namePattern: 'a*b*c*d*e*f' }", PATTERN],
    ["{ product: ens, namePattern: '' }", PATTERN],
    [
      '{ product: ens, regions: [cn-x], tags: { a: b } }',
      'instances.0.regions: no regions, because ens is one central',
    ],
    ['{ product: ecs, tags: { a: b } }', 'instances.0.regions: this field, which is required'],
    ['{ product: swas, regions: [], tags: { a: b } }', 'instances.0.regions: a list of at least one region id'],
    ['{ product: swas, regions: cn-x, tags: { a: b } }', 'instances.0.regions: a list of at least one region id'],
    ["{ product: ens, tags: { 'keyfleet:restart': ops } }", 'instances.0.tags.keyfleet:restart: a tag key of 1 to 128'],
    ['{ product: ens, tags: { ssh: yes, a: true } }', 'instances.0.tags.a: a tag value as text; quote what looks like'],
    ['{ product: ens, tags: ssh }', 'instances.0.tags: a mapping of tag keys to values'],
    ['{ product: ens, tag: { a: b } }', 'instances.0.tag: no such field, only product, regions, tags, namePattern'],
    ['{ tags: { ssh: ops } }', 'instances.0.product: one of ecs, ens, swas'],
    ['{ product: [ecs] }', 'instances.0.product: one of ecs, ens, swas'],
    ['ecs', 'instances.0: a selector, e.g. { product: ens, tags: { ssh: ops } }'],
  ])('a selector is refused: %s', (selector, problem) => {
    expect(problemsWith('', selector)).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ["{ product: ens, namePattern: 'edge-*' }"],
    ["{ product: ens, namePattern: 'edge', tags: { ssh: '' } }"],
    ["{ product: ecs, regions: [cn-hangzhou, ap-southeast-1], tags: { 'a.b/c': ops, x: y } }"],
  ])('a selector is taken: %s', (selector) => {
    expect(problemsWith('', selector)).toEqual([]);
  });
});
