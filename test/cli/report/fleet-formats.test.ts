import { describe, expect, it } from 'vitest';
import type { Fleet } from '../../../cli/report/fetch-fleet.ts';
import { renderFleet } from '../../../cli/report/fleet-formats.ts';
import type { InstanceRow } from '../../../shared/inventory/row.ts';

const row: InstanceRow = {
  product: 'ecs',
  regionId: 'cn-hangzhou',
  instanceId: 'i-1',
  instanceName: 'web-1',
  status: 'Running',
  os: 'linux',
  addresses: { private: '10.0.0.1', public: null },
  tags: {},
  attached: 'yes',
  keyPairName: 'ops',
  generation: null,
  selectedBy: 'ops',
  isIgnored: false,
  drift: null,
  proven: null,
};

const fleetOf = (instances: InstanceRow[], more: Partial<Fleet> = {}): Fleet => ({
  requestId: '1-x',
  action: 'instances',
  complete: true,
  unseen: [],
  unread: [],
  totalCount: instances.length,
  instances,
  ...more,
});

/** Names that a guest or a person in the console may give. */
const HOSTILE = ['=HYPERLINK("http://x")', '\u001b[2J', '\u202ecod.exe', 'a|b', '<script>', 'x\u2028y', '\u009b31m'];

describe('keyfleet list', () => {
  it('shows a table with the counts last', () => {
    const lines = renderFleet(
      fleetOf([row, { ...row, instanceId: 'i-2', attached: 'no', keyPairName: null }]),
      'table',
    );
    expect(lines).toMatch(/^PRODUCT +REGION +INSTANCE +NAME +STATUS +KEY PAIR +GENERATION +DRIFT\n/);
    expect(lines).toMatch(/\necs +cn-hangzhou +i-2 +web-1 +Running +- +- +-\n/);
    expect(lines).toMatch(/\n2 instances, 1 without a key pair, 0 drifted, 0 places not seen\n$/);
  });

  it('says above everything what could not be seen', () => {
    const unseen = [
      { product: 'ens', regionId: null, code: 'Forbidden.RAM', message: 'no', cloudRequestId: 'R-1' } as const,
    ];
    const unread = [{ keyPair: 'ops', code: 'Forbidden', message: 'no' }];
    const text = renderFleet(fleetOf([row], { complete: false, unseen, unread }), 'table');
    expect(text).toMatch(/^not seen \(1\): .*\n.*\n {2}ens +- +Forbidden\.RAM: no \(request R-1\)\n\nnot read \(1\)/);
  });

  it.each(['table', 'wide', 'csv', 'markdown', 'json', 'jsonl'] as const)(
    'lets nothing through as %s that a name could do',
    (format) => {
      const text = renderFleet(fleetOf(HOSTILE.map((instanceName) => ({ ...row, instanceName }))), format);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(format === 'csv' && /(^|,)"?[=+@]/m.test(text)).toBe(false);
    },
  );

  it('is the same fleet as JSON, whatever names it has', () => {
    const instances = HOSTILE.map((instanceName) => ({ ...row, instanceName }));
    expect(JSON.parse(renderFleet(fleetOf(instances), 'json'))).toEqual(fleetOf(instances));
    const lines = renderFleet(fleetOf(instances), 'jsonl').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(instances);
  });

  it('keeps the columns of Markdown and CSV whole', () => {
    const text = renderFleet(fleetOf([{ ...row, instanceName: 'a|b, "c"' }]), 'markdown');
    expect(text.split('\n')[2]).toContain(String.raw`| a\|b, "c" |`);
    expect(renderFleet(fleetOf([{ ...row, instanceName: 'a,"b"' }]), 'csv')).toContain(',"a,""b""",');
  });
});
