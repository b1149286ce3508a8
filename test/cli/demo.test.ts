import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tellGuestStories } from '../../cli/demo/guest-stories.ts';
import { moments, rotatedFleet } from '../../cli/demo/rotated-fleet.ts';
import { findSurprise } from '../../cli/demo/rotated-logins.ts';
import { root, runKeyfleet } from './run-keyfleet.ts';

describe('keyfleet demo', () => {
  it('keyfleet demo tells its story: a login, a launch, and a rotation with the logins at each moment of it', async () => {
    const { code, stdout, stderr } = await runKeyfleet(['demo']);

    expect(stderr.match(/^keyfleet: .*$/gm)).toBeNull();
    expect(stdout).not.toContain('Left out');
    expect([code, stderr]).toEqual([0, expect.stringContaining('asking http://127.0.0.1:')]);
    expect(stdout).toContain('$ keyfleet attach --file examples/mixed-fleet.json');
    expect(stdout).toContain('detach: 6 instances, 6 succeeded');
    const ending = stdout.slice(stdout.indexOf('Attached is not yet effective'));
    expect(ending).toMatch(/Permission denied\.[^]*Reboot it[^]*Logged in with the new key/);
    expect(ending).toMatch(/vault-1 is hardened[^]*KeyTypeNotAccepted[^]*Nothing was attached, no file was changed/);
    expect(ending).toMatch(/launch something new[^]*Logged in, [\d.]+ s after the launch/);
    expect(ending).toMatch(/app: grace, attention[^]*3 verified, 2 lagging, 1 excluded, 1 foreign/);
    expect(ending).toMatch(
      /app: idle, fine[^]*5 verified, 1 excluded, 1 foreign[^]*seen inside 4, attached to 1 more[^]*fingerprint SHA256:/,
    );
    const table = cutTable(stdout);
    expect(await readFile(path.join(root, 'docs/rotation.md'), 'utf8')).toContain(`\n${table.join('\n')}\n`);
    expect(table.map((line) => line.split(/ {2,}/))).toEqual([
      ['PRODUCT', 'NAME', 'WHAT', 'BEFORE', 'IN GRACE', 'RETIRED', 'STARTED', 'FINISHED'],
      ['ecs', 'app-1', 'running', 'old', 'old+new', 'new', 'new', 'new'],
      ['ecs', 'app-2', 'stopped at first', '-', '-', '-', 'new', 'new'],
      ['ecs', 'app-3', 'agent offline at first', 'old', 'old', 'old', 'old', 'new'],
      ['ecs', 'app-4', 'Windows', '-', '-', '-', '-', '-'],
      ['ecs', 'app-5', 'foreign key pair', 'theirs', 'theirs', 'theirs', 'theirs', 'theirs'],
      ['swas', 'app-blog', 'running', 'old', 'old+new', 'new', 'new', 'new'],
      ['ens', 'app-edge', 'edge node, no overlap', 'old', 'new', 'new', 'new', 'new'],
    ]);
    expect(stdout + stderr).not.toContain('PRIVATE KEY');
  });

  it('names a login that is not as it says', () => {
    const seen = new Map(rotatedFleet.map((actor) => [actor, actor.logins.slice(0, 3)]));
    expect(findSurprise(seen)).toBeNull();
    const [first] = rotatedFleet;
    if (first) seen.set(first, ['old', 'old+new', 'none']);
    expect(findSurprise(seen)).toBe(`app-1 at ${moments[2]} to let in none, but new`);
  });

  it('keyfleet demo says what it leaves out where scripts of guests cannot be isolated', async () => {
    const cloud = await startLocalCloud({ guestRunner: 'none' });
    onTestFinished(() => cloud.close());
    const said: string[] = [];
    const teller = {
      cloud,
      logged: [],
      say: (text: string) => said.push(text),
      rotation: async () => false,
      refusedAttach: async () => false,
    };
    expect(await tellGuestStories(teller, '')).toBeNull();
    expect(said.join()).toMatch(/Left out: a refusal, a launch and a rotation\..*\(turned off\)/);
    expect(cloud.instances.list()).toEqual([]);
  });
});

/** Its lines. */
function cutTable(stdout: string): string[] {
  const [, table = ''] = stdout.split(/── Which key let somebody in.*\n\n/);
  return (table.split('\n\n')[0] ?? '').split('\n').map((line) => line.trim());
}
