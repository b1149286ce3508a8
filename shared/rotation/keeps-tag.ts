import type { Observed } from '../products/product.ts';

/**
 * The tag on an instance that could not be reached when an old key was taken away; its value is the oldest generation
 * whose key may still be inside, and newer ones may be too. Whoever finds the instance reachable takes those away, and
 * then the tag.
 */
export const KEEPS_TAG = 'keyfleet:keeps';

export const keptBy = ({ tags }: Observed): string | null => tags?.[KEEPS_TAG] ?? null;
