import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Consumer } from './consumer.ts';

/** How a project compiles: by which of the compilers installed here, and with which options. */
export interface Compilation {
  readonly compiler: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

const strict = { strict: true, target: 'es2022', noEmit: true };

/** What the compiler prints: nothing. @throws with its findings */
export async function compile(consumer: Consumer, { compiler, options, files }: Compilation): Promise<string> {
  const config = path.join(consumer.folder, 'tsconfig.json');
  await writeFile(config, JSON.stringify({ compilerOptions: { ...strict, ...options }, files }));
  return consumer.node([path.join(import.meta.dirname, 'node_modules', compiler, 'bin/tsc'), '-p', config]);
}
