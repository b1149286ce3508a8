import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { parseRotation } from '../../cli/rotation/parse.ts';
import { renderRotation } from '../../cli/rotation/render.ts';
import { answerWith } from './answer-with.ts';
import { rotationReport } from './rotation-report.ts';
import { anyone, runKeyfleet } from './run-keyfleet.ts';

const report = rotationReport();

describe('keyfleet rotation', () => {
  it('shows where a rotation stands, and what is next', () => {
    const shown = renderRotation(report);
    expect(shown).toContain('ops: lagging, attention\n  next: finish the instances that lag');
    expect(shown).toContain('the current key is 1 d old');
    expect(shown).toContain('instances: 2 verified, 1 lagging');
    expect(shown).toMatch(/lagging +ecs +cn-hangzhou +i-1 +ops +it is +Stopped/);
  });

  it('says so where nothing is rotated', () => {
    expect(renderRotation(rotationReport({ followUp: '2026-11-02T00:00:20Z' }))).toMatch(
      /goes on by itself at 2026-11-02T00:00:20Z/,
    );
    expect(renderRotation({ ...report, keyPairs: [] })).toMatch(/No key pair/);
  });

  it.each([null, 'text', {}, { keyPairs: [{}] }, { keyPairs: 'ops' }])('takes %j for no report', (value) => {
    expect(parseRotation(value)).toBeNull();
  });

  it('takes a report for one', () => {
    expect(parseRotation(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('waits with ticks of that key pair until nothing is left to do, and then shows where it stands', async () => {
    const asked: unknown[] = [];
    const phases = ['adding', 'promoting', 'grace'] as const;
    const url = await answerWith((request, response) => {
      void text(request).then((body) => {
        const phase = phases[asked.push(JSON.parse(body)) - 1] ?? 'grace';
        response.end(JSON.stringify(rotationReport({ phase, health: 'fine' }, 'now')));
      });
    });
    const args = ['rotation', 'now', '--key-pair', 'ops', '--revoke', '--wait', '--url', url];
    const { code, stdout, stderr } = await runKeyfleet(args, { env: anyone });
    const tick = { action: 'tick', keyPair: 'ops' };
    expect(asked).toEqual([{ action: 'now', keyPair: 'ops', revoke: true }, tick, tick]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^ops: grace, fine\n/)]);
    expect(stderr).toMatch(/^ops: adding, 2 of 3 verified$[^]*^ops: promoting, 2 of 3 verified$/m);
  });

  it.each([['status'], ['record'], ['now', '--dry-run']])('does not wait for %s', async (...args) => {
    const { code, stderr } = await runKeyfleet(['rotation', ...args, '--key-pair', 'ops', '--wait'], { env: anyone });
    expect([code, stderr]).toEqual([2, expect.stringContaining('--wait goes with now and rollback only')]);
  });
});
