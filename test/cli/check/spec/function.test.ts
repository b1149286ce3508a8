import { describe, expect, it } from 'vitest';
import { asyncInvokeConfig, events, http, problemsWith, timer } from './some-spec.ts';

const withConfig = (trigger: typeof events | typeof timer | typeof http, change: object) => ({
  asyncInvokeConfig,
  triggers: [{ ...trigger, triggerConfig: { ...trigger.triggerConfig, ...change } }],
});
const CONFIG = 'triggers.0.triggerConfig';

describe('function of s.yaml', () => {
  it('a function of s.yaml may have every kind of trigger', () => {
    expect(problemsWith({ asyncInvokeConfig, triggers: [http, timer, events] })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['another runtime', { runtime: 'nodejs22' }, 'runtime: nodejs20'],
    ['another handler', { handler: 'main.handler' }, 'handler: index.handler, which every bundle exports'],
    ['code from elsewhere', { code: './src' }, 'code: ./dist/<function>, where npm run build puts the bundle'],
    [
      'code that nobody wrote',
      { code: './dist/atach' },
      'code: the bundle of a function in functions/ (attach, rotate)',
    ],
    ['no timeout', { timeout: undefined }, 'timeout: this field, which is required'],
    ['a timeout of a week', { timeout: 604_800 }, 'timeout: seconds from 1 to 86400; without it the platform takes 3'],
    ['memory in odd steps', { memorySize: 200 }, 'memorySize: MB from 128 to 32768 in steps of 64'],
    ['more vCPU than the memory allows', { cpu: 0.35 }, 'cpu: 1 to 4 GB of memory for each vCPU; here it is 0.71'],
    ['a role for all', { role: 'auto' }, 'role: a role of its own, in lower case (the fc3 component makes it so)'],
    [
      'a role in upper case',
      { role: 'Keyfleet' },
      'role: a role of its own, in lower case (the fc3 component makes it so)',
    ],
    ['a misspelt property', { memorySise: 256 }, 'memorySise: no such field, only functionName, region'],
    [
      'a variable that nothing reads',
      { environmentVariables: { KEYFLEET_MAX: '1' } },
      'environmentVariables.KEYFLEET_MAX: a variable that functions read',
    ],
    [
      'a variable that is no text',
      { environmentVariables: { TZ: 1 } },
      'environmentVariables.TZ: a text; quote numbers',
    ],
    [
      'a variable that its function refuses',
      { environmentVariables: { KEYFLEET_MAX_INSTANCES: 'many' } },
      'environmentVariables.KEYFLEET_MAX_INSTANCES: a whole number of at least 1',
    ],
    [
      'quotas that nobody can read',
      { environmentVariables: { KEYFLEET_QUOTAS: 'x' } },
      'environmentVariables.KEYFLEET_QUOTAS: a JSON object, e.g. {"ecs.AttachKeyPair"',
    ],
    [
      'nobody to tell of failures',
      { triggers: [timer] },
      'asyncInvokeConfig: destinationConfig.onFailure, because timers and events have nobody',
    ],
    [
      'too many retries',
      { asyncInvokeConfig: { maxAsyncRetryAttempts: 9 } },
      'asyncInvokeConfig.maxAsyncRetryAttempts: a whole number from 0 to 8',
    ],
    [
      'a trigger that anybody can call',
      withConfig(http, { authType: 'anonymous' }),
      `${CONFIG}.authType: function: with another authType anybody could call it`,
    ],
    [
      'two HTTP triggers',
      { triggers: [http, { ...http, triggerName: 'http2' }] },
      'triggers.1.triggerType: one HTTP trigger at most',
    ],
    [
      'two triggers of a name',
      { asyncInvokeConfig, triggers: [timer, { ...timer }] },
      'triggers.1.triggerName: a name that no other trigger',
    ],
    [
      'another kind of trigger',
      { triggers: [{ triggerName: 'x', triggerType: 'oss', triggerConfig: {} }] },
      'triggers.0.triggerType: a trigger with triggerType http, timer or eventbridge',
    ],
    [
      'a timer with five fields',
      withConfig(timer, { cronExpression: '*/5 * * * *' }),
      `${CONFIG}.cronExpression: six fields`,
    ],
    [
      'a timer by another name',
      withConfig(timer, { cron: '@every 10m' }),
      `${CONFIG}.cron: no such field, only cronExpression, enable, payload`,
    ],
    [
      'a timer that overtakes itself',
      withConfig(timer, { cronExpression: '@every 5m' }),
      `${CONFIG}.cronExpression: more than the function's timeout of 300 s between two ticks; here it is 300 s`,
    ],
    [
      'a pattern that is no JSON',
      withConfig(events, { eventRuleFilterPattern: '{' }),
      `${CONFIG}.eventRuleFilterPattern: JSON`,
    ],
    [
      'a pattern with an unknown operator',
      withConfig(events, { eventRuleFilterPattern: '{"type":[{"like":"x"}]}' }),
      `${CONFIG}.eventRuleFilterPattern: a value, or one of prefix, suffix`,
    ],
    [
      'a pattern for everything',
      withConfig(events, { eventRuleFilterPattern: '{}' }),
      `${CONFIG}.eventRuleFilterPattern: at least one field`,
    ],
    [
      'a pattern that is no text',
      withConfig(events, { eventRuleFilterPattern: {} }),
      `${CONFIG}.eventRuleFilterPattern: an event pattern as JSON in a text`,
    ],
    [
      'events without a sink',
      withConfig(events, { eventSinkConfig: undefined }),
      `${CONFIG}.eventSinkConfig: this field, which is required`,
    ],
    [
      'events of another source',
      withConfig(events, { eventSourceConfig: { eventSourceType: 'MNS', eventSourceParameters: {} } }),
      `${CONFIG}.eventSourceConfig.eventSourceType: Default`,
    ],
    [
      'events as a stream',
      withConfig(events, { runOptions: { mode: 'event-streaming' } }),
      `${CONFIG}.runOptions.mode: event-driven`,
    ],
  ])('a function of s.yaml is refused with %s', (_, props, problem) => {
    expect(problemsWith(props)).toEqual([expect.stringContaining(problem)]);
  });
});
