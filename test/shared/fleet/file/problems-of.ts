import { readFleet } from '../../../../shared/fleet/file/read.ts';

/** Every problem of a text as `line:column path: what was expected`. */
export function problemsOf(text: string): string[] {
  return readFleet(text).problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

export const onEcs = '{ product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }';
export const onEns = '{ product: ens, tags: { ssh: ops } }';

/** Problems of a key pair `ops` on this selector with these fields added, as `path in it: what was expected`. */
export function problemsWith(fields: string, selector = onEcs): string[] {
  const more = fields && `, ${fields}`;
  const problems = problemsOf(`keyPairs: [{ name: ops, instances: [${selector}]${more} }]`);
  return problems.map((problem) => problem.replace(/^1:\d+ keyPairs\.0\./, '').replace(': expected ', ': '));
}
