import path from 'node:path';
import { type HostOptions, startHost } from '@keyfleet/local-cloud';
import { onTestFinished } from 'vitest';
import { signatureErrors } from '../../../local/signature/acs3.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');

/** A host's cloud with two principals: a user `ak`/`sk`, and `STS.ak`/`sts-sk` with the session token `token`. */
export const fixtureCloud = {
  url: 'http://127.0.0.1:9',
  accountId: '1234567890123456',
  principals: {
    secretOf: (accessKeyId: string, securityToken: string | undefined) => {
      if (accessKeyId === 'ak') return 'sk';
      if (accessKeyId !== 'STS.ak') return undefined;
      if (securityToken !== 'token') throw signatureErrors.wrongSecurityToken();
      return 'sts-sk';
    },
    assumeRole: ({ roleName }: { roleName: string }) => ({
      accessKeyId: `STS.${roleName}`,
      accessKeySecret: 'role-secret',
      securityToken: `token-${++assumed}`,
    }),
    mayDo: () => true,
  },
};

let assumed = 0;

/** Runs the fixture functions until the test is over. `lines` fills with what they and the host print. */
export async function startFixtureHost(options: Partial<HostOptions> = {}) {
  const lines: string[] = [];
  const host = await startHost({
    cloud: fixtureCloud,
    root: fixtures,
    env: {},
    log: (line) => void lines.push(line),
    ...options,
  });
  onTestFinished(() => host.close());
  return { ...host, lines };
}
