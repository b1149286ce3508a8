import type { Observed } from './observed.ts';
import type { Where } from './sighting.ts';
import type { Tags } from './tags.ts';

/** Which instances to list; what is left out selects all. */
export interface Selector {
  /** Every one of these tags, with exactly this value. */
  readonly tags?: Tags;
  /** The instance's name, case-sensitive; `*` stands for any text. */
  readonly namePattern?: string;
}

/** One listing of one region: what `Driver.list` takes. */
export interface Listing extends Where {
  readonly selector: Selector;
}

/**
 * Whether an instance is selected. Asked of everything that a product lists, because products filter by their own
 * rules: only ECS and SWAS document the wildcard, and none says how it treats upper case or an empty tag value.
 */
export function selects({ tags = {}, namePattern = '*' }: Selector): (instance: Observed) => boolean {
  const name = toRegExp(namePattern);
  const wanted = Object.entries(tags);
  return (instance) =>
    name.test(instance.instanceName ?? '') && wanted.every(([key, value]) => instance.tags?.[key] === value);
}

/** The parts between the asterisks, each taken literally. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
