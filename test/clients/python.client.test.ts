import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { isThere, judge, kept, walked } from './judge.ts';

const run = promisify(execFile);
const folder = path.join(import.meta.dirname, 'python');
const environment = path.join(folder, '.venv');
const python = path.join(environment, 'bin/python');
const hasPython = isThere('python3', '-m', 'venv', '--help');

/** What is installed already, from an earlier run, is taken. */
async function install(): Promise<void> {
  const [requirements, stamp] = [path.join(folder, 'requirements.txt'), path.join(environment, 'installed.txt')];
  const wanted = await readFile(requirements, 'utf8');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await rm(environment, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', environment]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  await writeFile(stamp, wanted);
}

const generations = [
  {
    client: 'alibabacloud_*',
    argument: 'tea',
    codes: { ecs: '200', ens: 200, swas: '200' },
    left: { ecs: '', ens: '', swas: null },
    errors: {
      wrongSecret: { class: 'ClientException', code: 'SignatureDoesNotMatch' },
      throttle: { class: 'ClientException', code: 'Throttling.User' },
      skewedClock: { class: 'ClientException', code: 'InvalidTimeStamp.Expired' },
      unknownAction: { class: 'ClientException', code: 'InvalidAction.NotFound' },
    },
  },
  {
    client: 'aliyun-python-sdk-*',
    argument: 'core',
    codes: { ecs: '200', ens: 200, swas: '200' },
    left: { ecs: '', ens: '', swas: null },
    errors: {
      // It compares the string to sign with its own, and so knows that the secret is wrong.
      wrongSecret: { class: 'ServerException', code: 'InvalidAccessKeySecret' },
      throttle: { class: 'ServerException', code: 'Throttling.User' },
      skewedClock: { class: 'ServerException', code: 'InvalidTimeStamp.Expired' },
      unknownAction: { class: 'ServerException', code: 'InvalidAction.NotFound' },
    },
  },
];

describe.skipIf(!hasPython)('clients for Python', () => {
  beforeAll(install);

  it('the page on the local cloud names the versions that were run', async () => {
    const page = await readFile(path.join(import.meta.dirname, '../../docs/local-cloud.md'), 'utf8');
    const requirements = await readFile(path.join(folder, 'requirements.txt'), 'utf8');
    const versions = requirements
      .trim()
      .split('\n')
      .map((line) => line.split('==')[1] ?? line);

    expect(versions.filter((version) => !page.includes(version))).toEqual([]);
  });

  for (const { client, argument, codes, left, errors } of generations) {
    it(`${client} walks through ECS, ENS, SWAS and KMS, and meets errors by its own classes`, async () => {
      const { walks, errors: met } = await judge(python, ['judge.py', argument], folder);

      expect(walks.ecs).toEqual({ ...walked, attached: codes.ecs, left: left.ecs });
      expect(walks.ens).toEqual({ ...walked, attached: codes.ens, left: left.ens });
      expect(walks.swas).toEqual({ ...walked, attached: codes.swas, left: left.swas });
      expect(walks.kms).toEqual(kept);
      expect(met).toEqual(errors);
    });
  }
});
