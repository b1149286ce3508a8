import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { common } from '../../build/bundle.ts';

/**
 * Bundles the caller as functions are bundled, so that its memory is a function's. The vendor's whole client stays
 * outside, as its users have it.
 */
export async function bundleCaller(): Promise<URL> {
  const outfile = join(common.absWorkingDir, 'node_modules', '.cache', 'keyfleet-bench', 'caller.cjs');
  const external = ['@alicloud/ecs20140526'];
  await build({ ...common, external, entryPoints: ['bench/pacing/caller.ts'], outfile });
  return pathToFileURL(outfile);
}
