import { syncBuiltinESMExports } from 'node:module';
import type { Witness } from '../witness.ts';
import { watchChildren } from './children.ts';
import { watchExchanges } from './exchanges.ts';
import { watchFiles } from './files.ts';
import { watchKeys } from './keys.ts';
import { watchOutput } from './streams.ts';

/** Watches this process from now on; modules that it loaded before may have kept functions that are not watched. */
export function watchProcess(witness: Witness, preload: string): void {
  watchKeys(witness);
  watchOutput(witness);
  watchFiles(witness);
  watchExchanges(witness);
  watchChildren(witness, preload);
  syncBuiltinESMExports();
}
