import { describe, expect, it } from 'vitest';
import { parsePublicKey, unheldPublicKey } from '../../../../local/cloud/model/public-key.ts';

/** Lines as OpenSSH writes them, and the MD5 fingerprints that `ssh-keygen -l -E md5` gives. */
const known = [
  {
    line: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDOg+DpvkQoGWyHDmyijUGJ3rNoejqM/TFZEidis2epOB9ETbV+NtsnfVlbfL0VRuFm3iTVIA4TPAZRnwaIPpt/fPKv23mJMDozx09S5Jrn6JW2cRAT3/Sz/n6KSQ+4dgAYPMiC3Hg9uV4c+VfGEZUU2nARQsIOrzKBGBrbfhTo2Q==',
    type: 'ssh-rsa',
    md5: '04347e683d0350ae73df38ad03a1ca28',
  },
  {
    line: 'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBYMjRKRremAoLW+YcyjqPeb2gnwc0a7H+GuA0sEqvcT84E6ipp64h5htC4PGv/vdMCrmFXFMh2joEkuVJjogsw=',
    type: 'ecdsa-sha2-nistp256',
    md5: 'c797896afff1ff5b0330613a0afb3873',
  },
  {
    line: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM49UE0ngjiv0wew3mFbDTUH0hkWNRoNBmICpQ9pyABo',
    type: 'ssh-ed25519',
    md5: 'a1e4fd6ebb9f66f299fb40f746f9371e',
  },
];

describe('OpenSSH public key line', () => {
  it.each(known)('an OpenSSH public key line is read: $type', ({ line, type, md5 }) => {
    expect(parsePublicKey(`  ${line} somebody@somewhere\n`)).toEqual({ type, line, md5 });
  });

  it.each([
    ['nothing', ''],
    ['a type alone', 'ssh-rsa'],
    ['no Base64', 'ssh-rsa *'],
    ['another type inside', known[2]?.line.replace('ssh-ed25519', 'ssh-rsa')],
    ['a blob cut short', known[2]?.line.slice(0, -8)],
    ['a type that is none', 'ssh-xxx AAAAB3NzaC14eHg='],
    ['two lines', `${known[0]?.line}\n${known[1]?.line}`],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('an OpenSSH public key line is refused: %s', (_what, text) => {
    expect(parsePublicKey(text ?? '')).toBeUndefined();
  });
});

describe('public key that nobody holds', () => {
  it('a public key that nobody holds is a well-formed RSA-2048 key, another each time', () => {
    expect.hasAssertions();
    const keys = [unheldPublicKey(), unheldPublicKey()];
    for (const { line } of keys) expect(parsePublicKey(line)).toMatchObject({ type: 'ssh-rsa', line });
    expect(keys[0]?.md5).not.toBe(keys[1]?.md5);
    expect(Buffer.from(keys[0]?.line.split(' ')[1] ?? '', 'base64')).toHaveLength(4 + 7 + 4 + 3 + 4 + 257);
  });
});
