import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addInstance, openCloud } from '../open-cloud.ts';
import { isIsolated } from '../where-isolated.ts';
import { run } from './run-script.ts';

/** A file of the host below the real home, where ~/.ssh is too. */
function hostFile(): string {
  const folder = mkdtempSync(path.join(os.homedir(), '.keyfleet-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'authorized_keys');
  writeFileSync(file, 'of the host\n', { mode: 0o666 });
  return file;
}

describe.each(['ecs', 'swas'] as const)('%s RunCommand', (product) => {
  it.skipIf(!isIsolated)("neither reads nor writes the host's home and /etc, however it tries", async () => {
    const cloud = await openCloud();
    const [file, passwd] = [hostFile(), readFileSync('/etc/passwd', 'utf8')];
    const id = addInstance(cloud, { product });
    const tries = [
      `cat ${file} /proc/1/root${file} /../..${file}; ln -s ${file} /root/link; cat /root/link`,
      `echo mine > ${file}; echo mine > /root/link; mkdir -p ${path.dirname(file)} && echo mine > ${file}`,
      'echo mine > /etc/passwd; touch /etc/keyfleet-was-here; cat /etc/passwd',
    ];
    const { Output } = await run(cloud, product, id, tries.join('\n'));
    expect(Output).not.toContain('of the host');
    expect(Output).toMatch(/mine\n$/);
    expect(readFileSync(file, 'utf8')).toBe('of the host\n');
    expect(readFileSync('/etc/passwd', 'utf8')).toBe(passwd);
    expect(existsSync('/etc/keyfleet-was-here')).toBe(false);
  });
});

it('with unsafe guests, scripts run on this machine', async () => {
  const cloud = await openCloud({ unsafeGuests: true });
  expect(await cloud.isolation()).toMatchObject({ runner: 'unsafe' });
  const id = addInstance(cloud, { product: 'ecs' });
  const { Output, ExitCode } = await run(cloud, 'ecs', id, `test -e ${import.meta.filename} && echo seen`);
  expect([Output, ExitCode]).toEqual(['seen\n', 0]);
});
