/*
 * What `npm run mutants` changes and which tests it asks. Patterns are of paths from the root of the tree; everything
 * else follows from the sources themselves.
 */

/** Sources whose changes tests should notice, unless `--only` says otherwise. */
export const sources = ['shared/**/*.ts'];

/** Sources that are looked at to find which tests reach what, and that `--only` can name. */
export const known = ['{shared,functions,local,cli,build}/**/*.ts'];

/** No code, or none that a test of its own stands for. */
export const never = ['**/*.d.ts'];

/** Sources whose `String.raw` templates are scripts of a POSIX shell. */
export const scripts = ['**/guest/**/*.ts'];
