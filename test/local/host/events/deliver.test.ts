import type { Settings } from '@keyfleet/local-cloud';
import { describe, expect, it, vi } from 'vitest';
import { deliverEvents } from '../../../../local/host/events/deliver.ts';
import type { EventTriggerSpec } from '../../../../local/host/spec.ts';
import { stateChange } from '../../../shared/auto-attach/auto-scene.ts';
import { PATIENCE_MS } from '../../../time-limits.ts';
import { accountId, createBus, fakeFunction, noPrincipals, settled } from '../fake-function.ts';

const pattern = '{"type":["ecs:Instance:StateChange"],"data":{"state":["Running"]}}';
const trigger = (config: Partial<EventTriggerSpec['triggerConfig']> = {}): EventTriggerSpec => ({
  triggerType: 'eventbridge',
  triggerName: 'state',
  triggerConfig: { triggerEnable: true, asyncInvocationType: false, eventRuleFilterPattern: pattern, ...config },
});

interface Setting {
  readonly config?: Partial<EventTriggerSpec['triggerConfig']>;
  readonly events?: Partial<Settings['events']>;
  readonly failures?: number;
}

function setUp({ config = {}, events = {}, failures = 0 }: Setting = {}) {
  const bus = createBus();
  const waits: number[] = [];
  const queued: unknown[] = [];
  const hosted = fakeFunction({ triggers: [trigger(config)], failures });
  const settings = { events: { drop: 0, duplicate: false, shuffle: false, seed: 1, ...events } };
  const cloud = { url: '', accountId, principals: noPrincipals, events: bus, settings };
  const end = deliverEvents({
    functions: [hosted],
    cloud,
    now: () => 0,
    random: () => 0,
    invokeAsync: (_hosted, event) => void queued.push(JSON.parse(event.toString('utf8'))),
    sleep: async (ms) => {
      waits.push(ms);
      for (let turn = 0; turn < ms / 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
    log: () => {},
  });
  const publish = (event: object) => bus.publish(event as Parameters<typeof bus.publish>[0]);
  const got = () => hosted.invoked.map(({ event }) => (event as { id: string }).id);
  return { publish, got, waits, queued, settings, end };
}

const events = (count: number) => Array.from({ length: count }, (_, at) => ({ ...stateChange('i'), id: `e${at}` }));

describe('announced event', () => {
  it('an announced event is delivered whole, one an invocation, where the pattern matches', async () => {
    const { publish, queued } = setUp({ config: { asyncInvocationType: true } });
    const event = stateChange('i-1');
    publish(event);
    publish(stateChange('i-1', 'Stopped'));
    await settled();
    expect(queued).toEqual([event]);
  });

  it('an announced event of another region is on another bus', async () => {
    const { publish, got } = setUp();
    publish(stateChange('i-1', 'Running', 'cn-shanghai'));
    await settled();
    expect(got()).toEqual([]);
  });

  it('an announced event is not delivered by a trigger that is off, nor after the end', async () => {
    const off = setUp({ config: { triggerEnable: false } });
    const over = setUp();
    over.end();
    for (const { publish } of [off, over]) publish(stateChange('i-1'));
    await settled();
    expect([off.got(), over.got()]).toEqual([[], []]);
  });

  it('an announced event is tried again three times, ten to twenty seconds apart, by a synchronous trigger', async () => {
    const { publish, got, waits } = setUp({ failures: 9 });
    publish(stateChange('i-1'));
    await vi.waitFor(() => expect(got()).toHaveLength(4), PATIENCE_MS);
    expect(waits).toEqual([10_000, 10_000, 10_000]);
  });
});

const lossy = (seed: number) => ({ events: { drop: 0.2, seed } });

describe('on request', () => {
  it('a share of the deliveries is lost, the same for the same seed', async () => {
    const [one, same, other] = [setUp(lossy(1)), setUp(lossy(1)), setUp(lossy(2))];
    for (const event of events(1_000)) for (const { publish } of [one, same, other]) publish(event);
    await settled();
    expect(one.got().length).toBeGreaterThan(750);
    expect(one.got().length).toBeLessThan(850);
    expect(one.got()).toEqual(same.got());
    expect(one.got()).not.toEqual(other.got());
  });

  it('every event arrives twice', async () => {
    const { publish, got } = setUp({ events: { duplicate: true } });
    for (const event of events(3)) publish(event);
    await settled();
    expect(got()).toEqual(['e0', 'e0', 'e1', 'e1', 'e2', 'e2']);
  });

  it('events arrive in another order on request, all of them, at most half a second late', async () => {
    const { publish, got, waits } = setUp({ events: { shuffle: true } });
    for (const event of events(20)) publish(event);
    await settled();
    await settled();
    expect(got()).not.toEqual(events(20).map(({ id }) => id));
    expect(got().toSorted()).toEqual(
      events(20)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(Math.max(...waits)).toBeLessThanOrEqual(500);
  });

  it('a setting of events counts from the next event on: settings are read for each', async () => {
    const { publish, got, settings } = setUp();
    publish(stateChange('i-1'));
    settings.events.drop = 1;
    publish(stateChange('i-1'));
    await settled();
    expect(got()).toHaveLength(1);
  });
});
