import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeTemporaryFolder } from '../../../local/temporary/folder.ts';
import { ourselves } from '../../../local/temporary/owner.ts';

const fixture = path.join(import.meta.dirname, 'fixture-make-one.ts');
let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'keyfleet-temporary-'));
  return () => rm(dir, { recursive: true });
});

/** A process that made a folder and lives on. */
async function startMaker() {
  const child = spawn(process.execPath, ['--import', 'tsx', fixture, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, folder: line.toString().trim() };
}

const makeOurs = async () => path.basename(await makeTemporaryFolder('keyfleet-test', dir));

describe('a temporary folder', () => {
  it('a temporary folder stays while its owner lives, and goes with the next start after the owner was killed', async () => {
    const { child, folder } = await startMaker();
    const first = await makeOurs();
    expect((await readdir(dir)).toSorted()).toEqual([first, path.basename(folder)].toSorted());
    child.kill('SIGKILL');
    await once(child, 'exit');
    const second = await makeOurs();

    expect((await readdir(dir)).toSorted()).toEqual([first, second].toSorted());
  });

  const { pid, start, namespace } = ourselves();
  const kept: [string, string][] = [
    ['of another kind', `keyfleet-other-999999999.1.${namespace}-abcdef`],
    ['whose owner another PID namespace counts', `keyfleet-test-999999999.1.${namespace}1-abcdef`],
    ['that says no owner', 'keyfleet-test-abcdef'],
  ];
  for (const [what, name] of kept) {
    it(`a temporary folder ${what} is left alone`, async () => {
      await mkdir(path.join(dir, name));
      await makeOurs();

      expect(await readdir(dir)).toContain(name);
    });
  }

  it.skipIf(namespace === '0')(
    'a temporary folder of an earlier process with the number of a living one goes',
    async () => {
      const name = `keyfleet-test-${pid}.${Number(start) - 1}.${namespace}-abcdef`;
      await mkdir(path.join(dir, name));
      await makeOurs();

      expect(await readdir(dir)).not.toContain(name);
    },
  );

  it('a link that has the name of a temporary folder is not followed', async () => {
    const name = `keyfleet-test-999999999.1.${namespace}-abcdef`;
    await mkdir(path.join(dir, 'target', 'kept'), { recursive: true });
    await symlink('target', path.join(dir, name));
    await makeOurs();

    expect(await readdir(path.join(dir, 'target'))).toEqual(['kept']);
  });
});
