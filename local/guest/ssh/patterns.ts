import { BlockList, isIPv4 } from 'node:net';

/** Whether a name fits one pattern of ssh_config(5), PATTERNS: `*` and `?`. */
export function fits(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}

/** Whether a name fits a list: some pattern, and none that begins with `!`. */
export function fitsList(name: string, patterns: readonly string[], fit = fits): boolean {
  if (patterns.some((each) => each.startsWith('!') && fit(name, each.slice(1)))) return false;
  return patterns.some((each) => !each.startsWith('!') && fit(name, each));
}

/** The same for an IPv4 address, which also fits a network such as `10.0.0.0/8`. */
export function fitsAddress(address: string, pattern: string): boolean {
  const [network = '', bits] = pattern.split('/');
  if (bits === undefined || !isIPv4(network)) return fits(address, pattern);
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(address);
}
