import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { isThere, judge, kept, walked } from './judge.ts';

const folder = path.join(import.meta.dirname, 'java');
/** By its full name: where the short one is not found, Maven does not tell why. */
const goal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';
const hasJava = isThere('java', '--version') && isThere('mvn', '--version');

/** The vendor's packages and Maven's own plugins, over a slow line. */
const DOWNLOAD_LIMIT_MS = 1_200_000;

/**
 * Has Maven download the packages, unless an earlier run did.
 * @returns whether they are here. Without a registry they are not; a version that a registry does not have is an error.
 */
async function install(): Promise<boolean> {
  const [pom, stamp] = [path.join(folder, 'pom.xml'), path.join(folder, 'target/installed.xml')];
  const wanted = await readFile(pom, 'utf8');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return true;
  await rm(path.dirname(stamp), { recursive: true, force: true });
  try {
    await promisify(execFile)('mvn', ['--batch-mode', '--quiet', goal], { cwd: folder });
  } catch (error) {
    if (/Could not transfer|in offline mode/.test((error as { stdout?: string }).stdout ?? '')) return false;
    throw error;
  }
  await writeFile(stamp, wanted);
  return true;
}

const errors = {
  wrongSecret: { class: 'com.aliyun.tea.TeaException', code: 'SignatureDoesNotMatch', status: 400 },
  throttle: { class: 'com.aliyun.tea.TeaException', code: 'Throttling.User', status: 400 },
  skewedClock: { class: 'com.aliyun.tea.TeaException', code: 'InvalidTimeStamp.Expired', status: 400 },
  unknownAction: { class: 'com.aliyun.tea.TeaException', code: 'InvalidAction.NotFound', status: 404 },
};

describe.skipIf(!hasJava)('clients for Java', () => {
  let isInstalled = false;
  beforeAll(async () => {
    isInstalled = await install();
  }, DOWNLOAD_LIMIT_MS);

  it('the page on the local cloud names the versions of the packages that were run', async () => {
    const page = await readFile(path.join(import.meta.dirname, '../../docs/local-cloud.md'), 'utf8');
    const pom = await readFile(path.join(folder, 'pom.xml'), 'utf8');
    const packages = [...pom.matchAll(/<artifactId>(.+)<\/artifactId><version>(.+)<\/version><\/dependency>/g)];

    expect(packages).toHaveLength(5);
    expect(packages.filter(([, name, version]) => !page.includes(`\`${name}\` ${version}`))).toEqual([]);
  });

  it('com.aliyun:* walks through ECS, ENS, SWAS and KMS, and meets errors by TeaException', async ({ skip }) => {
    skip(!isInstalled, 'Maven reaches no registry');
    const { walks, errors: met } = await judge(
      'java',
      ['-XX:TieredStopAtLevel=1', '-cp', 'target/dependency/*', 'Judge.java'],
      folder,
    );

    expect(walks.ecs).toEqual({ ...walked, attached: '200', left: '' });
    expect(walks.ens).toEqual({ ...walked, attached: 200, left: '' });
    expect(walks.swas).toEqual({ ...walked, attached: '200', left: null });
    expect(walks.kms).toEqual({ ...kept, data: 'one' });
    expect(met).toEqual(errors);
  });
});
