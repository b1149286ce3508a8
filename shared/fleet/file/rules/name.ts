import { products } from '../../../products/index.ts';
import { generationTime, MAX_ROTATED_NAME_LENGTH } from '../../generation.ts';
import { type KeyPairRule, productsOf } from './rule.ts';

/** A name that every matched product takes, and that leaves room for generations where there will be some. */
export const checkName: KeyPairRule = (entry) => {
  const { name, rotation } = entry;
  const rules = productsOf(entry).flatMap((product) => {
    const { pattern, rule } = products[product].keyPairNames;
    return pattern.test(name) ? [] : [`a key pair name that ${product} takes: ${rule}`];
  });
  if (generationTime(name) !== null) rules.push('the logical name, without the time of a generation');
  if (rotation && !isRotatable(name)) {
    rules.push(`at most ${MAX_ROTATED_NAME_LENGTH} ASCII characters, so that the names of generations fit`);
  }
  return rules.map((expected) => ({ path: ['name'], expected }));
};

/** A generation's name is also a version id of a KMS secret, of which only the length is documented: so ASCII. */
function isRotatable(name: string): boolean {
  return name.length <= MAX_ROTATED_NAME_LENGTH && /^[\x21-\x7e]+$/.test(name);
}
