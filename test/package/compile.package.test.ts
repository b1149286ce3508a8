import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { type Consumer, openConsumer } from './consumer.ts';

const compilers = ['typescript-5', 'typescript-6', 'typescript-7'];
/** A project for Node.js, and one that has no types of Node.js, for a bundler. */
const nodenext = { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2023'], types: ['node'] };
const bundler = { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom'], types: [] };
const resolutions = [nodenext, bundler];
const checks = [true, false];
const types = '@types/node@20';
const client = '@alicloud/openapi-core@1.0.8';
const packages = [
  {
    packed: 'local',
    importedAs: '@keyfleet/local-cloud',
    files: ['app.ts', 'spec.ts', 'readme.ts'],
    beside: [types, client],
  },
  { packed: '.', importedAs: 'keyfleet/local-cloud', files: ['app.ts'], beside: [types] },
];

/** The first example of the package's README. */
async function readReadme(): Promise<string> {
  const text = await readFile(path.resolve(import.meta.dirname, '../../local/README.md'), 'utf8');
  return /^```ts\n([^]*?)^```$/m.exec(text)?.[1] ?? '';
}

for (const { files, ...installed } of packages) {
  describe(`a project that imports ${installed.importedAs}`, () => {
    let consumer: Consumer;
    beforeAll(async () => {
      consumer = await openConsumer(installed);
      await writeFile(path.join(consumer.folder, 'readme.ts'), await readReadme());
    });
    afterAll(() => consumer?.close());

    for (const compiler of compilers) {
      for (const resolution of resolutions) {
        for (const skipLibCheck of checks) {
          it(`the project compiles by ${compiler}, ${resolution.moduleResolution}, skipLibCheck ${skipLibCheck}`, async () => {
            const options = { ...resolution, skipLibCheck };
            await expect(compile(consumer, { compiler, options, files })).resolves.toBe('');
          });
        }
      }
    }

    it('the project, compiled, starts a cloud and a function host, calls both and ends', async () => {
      const emit = { ...nodenext, noEmit: false, outDir: 'compiled', rootDir: '.' };
      await compile(consumer, { compiler: 'typescript-7', options: emit, files });
      // What it imports beside itself is not the compiler's to copy.
      await writeFile(path.join(consumer.folder, 'compiled/client.mjs'), "export * from '../client.mjs';\n");

      expect(JSON.parse(await consumer.node(['run.mjs']))).toEqual({
        found: [{ InstanceId: 'i-1', KeyPairName: 'ops' }],
        calls: [{ action: 'DescribeInstances', principal: 'operator', status: 200 }],
        said: 'hello',
        sshPort: expect.any(Number),
      });
    });
  });
}
