import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../shared/triggers/events.ts';
import { accountId, sample, sampleNames } from './samples.ts';

const read = (payload: unknown) => readEvents(payload, accountId);

/** Hints in short: `ecs cn-hangzhou i-1,i-2`, or `reconcile`. */
function hintsOf(payload: unknown): string[] {
  return read(payload).hints.map((hint) =>
    hint.kind === 'reconcile' ? 'reconcile' : `${hint.product} ${hint.regionId} ${hint.instanceIds.join(',')}`,
  );
}

describe('samples', () => {
  const expected: Record<string, string[]> = {
    'ecs-statechange-cms-running': ['ecs cn-hangzhou i-bp1ecr000000005go2go'],
    'eventbridge-ecs-statechange': ['ecs cn-hangzhou i-bp1ecr000000005go2go'],
    'cms-ens-created': ['ens null i-5demo00000000000000000002'],
    'actiontrail-ecs-runinstances': [
      'ecs cn-hangzhou i-bp1new00000000000001,i-bp1new00000000000002,i-bp1new00000000000003',
    ],
    'actiontrail-ecs-create': ['ecs cn-hangzhou i-bp1new00000000000001'],
    'actiontrail-ens-runinstances': ['ens null i-5demo00000000000000000002'],
    'eventbridge-ess-lifecyclehook': [
      'ecs cn-hangzhou i-bp11m3fzlqrgk5vh0001,i-bp11m3fzlqrgk5vh0002,i-bp11m3fzlqrgk5vh0003',
    ],
    'eventbridge-scheduledevent': ['reconcile'],
    timer: ['reconcile'],
  };

  it.each(sampleNames)('the sample %s is a hint or says why not', (name) => {
    const { hints, reasons } = read(sample(name));

    expect(hintsOf(sample(name))).toEqual(expected[name] ?? []);
    expect(hints.length + reasons.length).toBe(1);
  });

  it.each([
    ['cms-preemptible-newer-fields', 'nothing is to be done at "ECS Instance:PreemptibleInstanceInterruption"'],
    ['actiontrail-apicall-deletedisk', 'it records a call that makes no instance "DeleteDisk"'],
    ['eventbridge-acs-ebs', 'nothing is to be done at type "ebs:Disk:DiskBPSExceedDiskMaxLimit"'],
    ['eventbridge-envelope-overview', 'nothing is to be done at type "aliyuncvc:MeetingEvent:MemberOperate"'],
    ['fc-payload-from-eventbridge-observed', 'nothing is to be done at type "mns:Queue:SendMessage"'],
    ['http', 'it is no event that we know'],
  ])('the sample %s is not ours: %s', (name, reason) => expect(read(sample(name)).reasons).toEqual([reason]));
});

describe('delivery', () => {
  const event = sample('eventbridge-ecs-statechange');
  const hints = ['ecs cn-hangzhou i-bp1ecr000000005go2go'];

  it.each<[string, unknown, string[]]>([
    ['one event', event, hints],
    ['its text', JSON.stringify(event), hints],
    ['a list', [event, sample('timer'), sample('eventbridge-acs-ebs')], [...hints, 'reconcile']],
    ['a list of texts', [JSON.stringify(event)], hints],
    ['an event whose data is a text', { ...event, data: JSON.stringify(event.data) }, hints],
    [
      'an event without its optional attributes',
      { source: event.source, type: event.type, data: event.data },
      ['ecs null i-bp1ecr000000005go2go'],
    ],
    ['an empty list', [], []],
    ['nothing', '', []],
    ['no JSON', 'not { json', []],
    ['null', null, []],
    ['a number', 7, []],
  ])('a delivery may be %s', (_, payload, expected) => expect(hintsOf(payload)).toEqual(expected));

  it('a delivery says which event a hint came from', () => {
    expect(read(event).hints[0]?.event).toEqual({ id: event.id, source: 'acs.ecs', type: 'ecs:Instance:StateChange' });
    expect(read(sample('timer')).hints[0]?.event).toEqual({
      id: '2023-12-26T07:49:00Z',
      source: 'timer-trigger',
      type: 'timer',
    });
  });

  it('a delivery says each reason once', () => {
    expect(read([{}, {}, 'x']).reasons).toEqual(['it is no event that we know']);
  });
});

describe('another account', () => {
  it.each<[string, Record<string, unknown>]>([
    ['in the envelope', { ...sample('eventbridge-ecs-statechange'), aliyunaccountid: '99' }],
    ['as the origin', { ...sample('eventbridge-ecs-statechange'), aliyunoriginalaccountid: '99' }],
    ['as a number', { ...sample('eventbridge-ecs-statechange'), aliyunaccountid: 99 }],
    ['of CloudMonitor', { ...sample('ecs-statechange-cms-running'), userId: '99' }],
    ['of a timer of EventBridge', { ...sample('eventbridge-scheduledevent'), aliyunaccountid: '99' }],
    ['in an ARN', { resourceId: 'acs:ecs:cn-hangzhou:99:instance/i-1' }],
    ['beside the fields that are left', { instanceId: 'i-1', regionId: 'cn-hangzhou', accountId: '99' }],
  ])('another account %s is no hint', (_, event) => {
    expect(read(event)).toEqual({ hints: [], reasons: ['it is of another account, "99"'] });
  });
});

describe('state change of ECS', () => {
  const at = (state: unknown) => ({ ...sample('eventbridge-ecs-statechange'), data: { resourceId: 'i-1', state } });

  it.each(['Created', 'Pending', 'Running', 'Stopped'])('a state change of ECS to %s is a hint', (state) => {
    expect(hintsOf(at(state))).toEqual(['ecs cn-hangzhou i-1']);
  });

  it.each(['Starting', 'Stopping', 'Deleted', 'running', undefined, 7])(
    'a state change of ECS to %s is none',
    (state) => {
      expect(hintsOf(at(state))).toEqual([]);
    },
  );
});

describe('recorded call', () => {
  const { data, ...envelope } = sample('actiontrail-ecs-runinstances');
  const record = (fields: object) => ({ ...envelope, data: { ...(data as object), ...fields } });

  it.each<[string, object, string[]]>([
    ['that failed', { errorCode: 'Forbidden.RAM' }, []],
    ['of another name', { eventName: 'StartInstance' }, []],
    ['of another service', { serviceName: 'Rds', eventName: 'CreateInstance' }, []],
    [
      'that names no service, by its type',
      { serviceName: undefined, responseElements: null },
      ['ecs cn-hangzhou i-bp1new00000000000001,i-bp1new00000000000002'],
    ],
    [
      'in its own region',
      { acsRegion: 'cn-beijing', referencedResources: {} },
      ['ecs cn-beijing i-bp1new00000000000002,i-bp1new00000000000003'],
    ],
    [
      'that answers one id',
      { eventName: 'CreateInstance', referencedResources: undefined, responseElements: { InstanceId: 'i-9' } },
      ['ecs cn-hangzhou i-9'],
    ],
    [
      'whose answer is a text',
      { referencedResources: undefined, responseElements: '{"InstanceIds":["i-9"]}' },
      ['ecs cn-hangzhou i-9'],
    ],
    ['that names no instance', { referencedResources: {}, responseElements: {} }, []],
  ])('a recorded call %s', (_, fields, hints) => expect(hintsOf(record(fields))).toEqual(hints));
});

describe('lifecycle hook', () => {
  const event = sample('eventbridge-ess-lifecyclehook');

  it('names the action that waits for all its instances', () => {
    expect(read(event).hints).toMatchObject([
      {
        lifecycle: {
          hookId: 'ash-bp16ed9xxytrxdlt0000',
          token: '9C2E9DA7-F794-449A-ACF6-CEE24444F7BB',
          scalingGroupId: 'asg-bp1igpak5ft1flyp0000',
          scalingActivityId: 'asa-bp1igpak5ft1flyp0000',
        },
      },
    ]);
  });

  it('a lifecycle hook may name its fields as the API does, or no instances', () => {
    const data = { LifecycleHookId: 'ash-1', LifecycleActionToken: 't-1' };

    expect(read({ ...event, data }).hints).toMatchObject([
      { instanceIds: [], lifecycle: { hookId: 'ash-1', token: 't-1' } },
    ]);
  });

  it('a lifecycle hook is tested without consequences', () => {
    const reasons = ['it tests a lifecycle hook, which works'];
    expect(read({ ...event, type: 'ess:LifecycleHook:Test' })).toEqual({ hints: [], reasons });
  });

  it.each([
    { type: 'ess:LifecycleHook:ScaleIn' },
    { data: { ...(event.data as object), lifecycleTransition: 'SCALE_IN' } },
    { data: { lifecycleActionToken: 't-1' } },
  ])('a lifecycle hook is no hint with %j', (change) => expect(read({ ...event, ...change }).hints).toEqual([]));
});

describe('what a transformation left', () => {
  it.each<[string, unknown, string[]]>([
    ['the data of a state change', sample('eventbridge-ecs-statechange').data, ['ecs null i-bp1ecr000000005go2go']],
    ['the record of a call', sample('actiontrail-ecs-create').data, ['ecs cn-hangzhou i-bp1new00000000000001']],
    [
      'the data of a lifecycle hook',
      { lifecycleHookId: 'ash-1', lifecycleActionToken: 't-1', instanceIds: ['i-1'] },
      ['ecs null i-1'],
    ],
    ['an id and a region', { instanceId: 'i-1', regionId: 'cn-hangzhou' }, ['ecs cn-hangzhou i-1']],
    ['the same in other letters', { InstanceId: 'i-1', Region: 'cn-hangzhou' }, ['ecs cn-hangzhou i-1']],
    ['a region as ActionTrail names it', { instanceId: 'i-1', acsRegion: 'cn-beijing' }, ['ecs cn-beijing i-1']],
    ['a region as EventBridge names it', { instanceId: 'i-1', aliyunregionid: 'cn-beijing' }, ['ecs cn-beijing i-1']],
    ['ids in a text', { instanceIds: '["i-1","i-2","i-1"]', regionId: 'cn-hangzhou' }, ['ecs cn-hangzhou i-1,i-2']],
    ['an ARN', { resourceId: `acs:ens:cn-hangzhou-44:${accountId}:instance/i-5` }, ['ens null i-5']],
    ['a product by name', { product: 'SWAS', instanceId: 'abc', regionId: 'cn-hangzhou' }, ['swas cn-hangzhou abc']],
    [
      'type and fields side by side',
      {
        source: 'acs.ecs',
        type: 'ecs:Instance:StateChange',
        resourceId: 'i-1',
        state: 'Running',
        regionId: 'cn-hangzhou',
      },
      ['ecs cn-hangzhou i-1'],
    ],
    ['a state that calls for nothing', { instanceId: 'i-1', regionId: 'cn-hangzhou', state: 'Deleted' }, []],
    ['a product that is not ours', { product: 'RDS', instanceId: 'i-1', regionId: 'cn-hangzhou' }, []],
    ['an id alone', { instanceId: 'i-1' }, []],
    ['a masked id', { instanceId: 'i-bp1ecr********5go2go', regionId: 'cn-hangzhou' }, []],
    ['a region that is none', { instanceId: 'i-1', regionId: 'cn-hangzhou&Action=StopInstance' }, ['ecs null i-1']],
  ])('what a transformation left: %s', (_, payload, expected) => expect(hintsOf(payload)).toEqual(expected));
});
