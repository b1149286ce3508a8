/**
 * How near a test file is to a source, from their paths: folders that they share from the top on, where `test/` mirrors
 * the tree, and more when the test is named after the source or its folder.
 */
export function nearness(testFile: string, source: string): number {
  const test = testFile.replace(/^test\//, '').split('/');
  const file = source.split('/');
  const shared = test.findIndex((part, at) => part !== file[at] || at >= file.length - 1);
  const name = stemOf(test.at(-1));
  return (shared === -1 ? 0 : shared) + (name === stemOf(file.at(-1)) ? 2 : name === file.at(-2) ? 1 : 0);
}

/** `settle.full.test.ts` and `settle.ts` are both named `settle`. */
function stemOf(name = ''): string {
  return name.split('.')[0] ?? '';
}
