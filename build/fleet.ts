import { readFile } from 'node:fs/promises';
import type { OnLoadResult, PartialMessage, Plugin } from 'esbuild';
import { type FileProblem, readFleet } from '../shared/fleet/file/read.ts';

const FLEET = /(^|\/)fleet\.yaml$/;

/**
 * Lets functions import `fleet.yaml`: it is checked here and goes into the bundle as JSON, so that a function parses no
 * YAML and a fleet with problems makes no bundle.
 * @param file the fleet to take whichever `fleet.yaml` is imported
 */
export function fleetPlugin(file: string): Plugin {
  return {
    name: 'fleet',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: FLEET }, () => ({ path: file, namespace: 'fleet' }));
      onLoad({ filter: /./, namespace: 'fleet' }, ({ path }) => loadFleet(path));
    },
  };
}

async function loadFleet(file: string): Promise<OnLoadResult> {
  const text = await readFile(file, 'utf8');
  const { fleet, problems } = readFleet(text);
  if (fleet) return { contents: JSON.stringify(fleet), loader: 'json', watchFiles: [file] };
  return { errors: problems.map((problem) => toMessage(problem, file, text)) };
}

function toMessage({ line, column, path, message }: FileProblem, file: string, text: string): PartialMessage {
  const lineText = text.split('\n')[line - 1] ?? '';
  return { text: path ? `${path}: ${message}` : message, location: { file, line, column: column - 1, lineText } };
}

/** The same for tests: a plugin of Vite. */
export const fleetModule = {
  name: 'fleet',
  transform(text: string, id: string) {
    if (!FLEET.test(id)) return null;
    const { fleet, problems } = readFleet(text);
    if (fleet) return `export default ${JSON.stringify(fleet)};`;
    throw new Error(problems.map(({ line, path, message }) => `${id}:${line} ${path} ${message}`).join('\n'));
  },
};
