import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { isThere, judge, kept, walked } from './judge.ts';

const folder = path.join(import.meta.dirname, 'go');
const hasGo = isThere('go', 'version');

/** The vendor's packages are large: built anew, they take minutes. */
const BUILD_LIMIT_MS = 1_200_000;

const generations = [
  {
    client: 'alibaba-cloud-sdk-go',
    argument: 'sdk',
    errors: {
      wrongSecret: { class: '*errors.ServerError', code: 'SignatureDoesNotMatch' },
      throttle: { class: '*errors.ServerError', code: 'Throttling.User' },
      skewedClock: { class: '*errors.ServerError', code: 'InvalidTimeStamp.Expired' },
      unknownAction: { class: '*errors.ServerError', code: 'InvalidAction.NotFound' },
    },
  },
  {
    client: 'alibabacloud-go',
    argument: 'tea',
    errors: {
      wrongSecret: { class: '*tea.SDKError', code: 'SignatureDoesNotMatch' },
      throttle: { class: '*tea.SDKError', code: 'Throttling.User' },
      skewedClock: { class: '*tea.SDKError', code: 'InvalidTimeStamp.Expired' },
      unknownAction: { class: '*tea.SDKError', code: 'InvalidAction.NotFound' },
    },
  },
];

describe.skipIf(!hasGo)('clients for Go', () => {
  let program = '';
  beforeAll(async () => {
    const built = await mkdtemp(path.join(tmpdir(), 'keyfleet-go-'));
    program = path.join(built, 'judge');
    await promisify(execFile)('go', ['build', '-o', program, '.'], { cwd: folder });
    return () => rm(built, { recursive: true });
  }, BUILD_LIMIT_MS);

  it('the page on the local cloud names the versions of the packages that were run', async () => {
    const page = await readFile(path.join(import.meta.dirname, '../../docs/local-cloud.md'), 'utf8');
    const required = await readFile(path.join(folder, 'go.mod'), 'utf8');
    const direct = [...required.matchAll(/^\t\S+\/(?:ecs|kms|darabonba|alibaba-cloud-sdk)\S* v(\S+)$/gm)];

    expect(direct).toHaveLength(4);
    expect(direct.map(([, version]) => version).filter((version) => !page.includes(`${version}`))).toEqual([]);
  });

  for (const { client, argument, errors } of generations) {
    it(`${client} walks through ECS, ENS, SWAS and KMS, and meets errors by its own types`, async () => {
      const { walks, errors: met } = await judge(program, [argument], folder);

      expect(walks.ecs).toEqual({ ...walked, attached: '200', left: '' });
      expect(walks.ens).toEqual({ ...walked, attached: 200, left: '' });
      expect(walks.swas).toEqual({ ...walked, attached: '200', left: '' });
      expect(walks.kms).toEqual(kept);
      expect(met).toEqual(errors);
    });
  }
});
