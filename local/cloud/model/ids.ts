import type { ProductName } from './product-names.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Makes ids in the products' styles from a source of random numbers (0 to 1); a counter keeps them apart. */
export function createIds(random: () => number) {
  let made = 0;
  const text = (length: number, base = 36) =>
    Array.from({ length }, () => alphabet[Math.floor(random() * base)]).join('');
  const unique = (length: number, base: number) => {
    made += 1;
    const counter = made.toString(base).padStart(5, '0');
    return text(length - counter.length, base) + counter;
  };
  return {
    instanceId: (product: ProductName) => {
      if (product === 'swas') return unique(32, 16);
      return product === 'ens' ? `i-5${unique(24, 36)}` : `i-bp1${unique(17, 36)}`;
    },
    keyPairId: () => `ssh-${unique(20, 36)}`,
    commandId: () => `c-hz0${unique(10, 36)}`,
    invokeId: () => `t-hz0${unique(10, 36)}`,
    launchTemplateId: () => `lt-bp1${unique(17, 36)}`,
    scalingConfigurationId: () => `asc-bp1${unique(17, 36)}`,
    scalingActivityId: () => `asa-bp1${unique(17, 36)}`,
    /** An upper-case UUID, as in the documents' samples. */
    requestId: () => uuidOf(text(32, 16)).toUpperCase(),
    /** As Linux shows it in /proc/sys/kernel/random/boot_id. */
    bootId: () => uuidOf(unique(32, 16)),
  };
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export type Ids = ReturnType<typeof createIds>;
