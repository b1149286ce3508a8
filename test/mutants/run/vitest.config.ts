import { defineConfig } from 'vitest/config';
import suite from '../../../vitest.config.ts';
import { replaceSources } from './replace.ts';

/** The suite of `npm test`, with sources that a mutant changes, file after file in the order that was asked for. */
export default defineConfig((env) => {
  const { plugins = [], test = {}, ...rest } = suite(env);
  const noting = process.env['KEYFLEET_REACH'] ? ['test/mutants/reach/setup.ts'] : [];
  return {
    ...rest,
    root: `${import.meta.dirname}/../../..`,
    plugins: [...plugins, replaceSources],
    test: {
      ...test,
      setupFiles: [test.setupFiles ?? [], noting].flat(),
      sequence: { sequencer: AsGiven },
    },
  };
});

class AsGiven {
  shard = <T>(files: T): T => files;
  sort = <T>(files: T): T => files;
}
