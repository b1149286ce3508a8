import { expect, it } from 'vitest';
import { runKeyfleet } from './run-keyfleet.ts';

it('keyfleet demo tells its story and ends with a login', async () => {
  const { code, stdout, stderr } = await runKeyfleet(['demo']);

  expect([code, stderr]).toEqual([0, expect.stringContaining('asking http://127.0.0.1:')]);
  const ending = stdout.slice(stdout.indexOf('Attached is not yet effective'));
  expect(ending).toMatch(/Permission denied\.[^]*Reboot it[^]*Logged in with the new key/);
  expect(ending).toMatch(/launch something new[^]*Logged in, [\d.]+ s after the launch/);
  expect(stdout + stderr).not.toContain('PRIVATE KEY');
});
