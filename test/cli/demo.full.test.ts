import { expect, it } from 'vitest';
import { runKeyfleet } from './run-keyfleet.ts';

it('keyfleet demo tells its whole story with the stand-in for sshd, as on a machine without OpenSSH', async () => {
  const { code, stdout, stderr } = await runKeyfleet(['demo', '--guest-sshd', 'stand-in']);

  expect(stderr.match(/^keyfleet: .*$/gm)).toBeNull();
  expect(stdout).not.toContain('Left out');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/app-1 +running +old +old\+new +new +new +new$/m)]);
});
