import type { Seen } from './view.ts';

export const isOpen = ({ takes }: Seen, held: ReadonlySet<string>): boolean => takes.some((key) => held.has(key));

/** It takes one of these. */
export const takesAny = ({ takes }: Seen, keys: ReadonlySet<string>) => takes.some((key) => keys.has(key));

export const isSelected = ({ tags, instance }: Seen) => tags['ssh'] === 'ops' && instance.os === 'linux';

/** fleet.yaml selects it, and nothing keeps it out. */
export const isLookedAfter = (one: Seen): boolean =>
  isSelected(one) && !('keyfleet:ignore' in one.tags) && (one.carries === null || /^ops(-|$)/.test(one.carries));

/** Of our keys it takes this one and no other. */
export const isExactly = ({ takes }: Seen, key: string) => takes.filter((one) => one !== 'person').join() === key;

/** In words. */
export const say = (keys: readonly string[]) => (keys.length > 0 ? keys.join(' and ') : 'no key');
