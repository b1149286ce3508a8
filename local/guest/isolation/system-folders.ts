import { existsSync, lstatSync, readlinkSync } from 'node:fs';

/** The host's programs and libraries, which every guest sees read-only. */
export interface SystemFolders {
  /** Real folders, `/usr` first. */
  readonly mounted: readonly string[];
  /** Links into `/usr`, as name and target, on systems where `/bin` and its like are that. */
  readonly links: ReadonlyMap<string, string>;
}

const names = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** How this host lays out its programs: `/bin` as a link into `/usr`, or as a folder of its own. */
export function systemFolders(): SystemFolders {
  const present = names.filter((name) => existsSync(name));
  const isLink = (name: string) => lstatSync(name).isSymbolicLink();
  return {
    mounted: ['/usr', ...present.filter((name) => !isLink(name))],
    links: new Map(present.filter(isLink).map((name) => [name, readlinkSync(name)])),
  };
}
