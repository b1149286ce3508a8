import { checkSpec } from '../../../../cli/check/spec/check-spec.ts';

const sources = ['attach', 'rotate'];

/** Every problem of a text as `line path: what was expected`. */
export const problemsOf = (text: string, env = {}) =>
  checkSpec(text, sources, env).problems.map(
    ({ line, path: at, message }) => `${line} ${at}: ${message.replace('expected ', '')}`,
  );

export const good = {
  functionName: 'keyfleet-attach',
  region: 'cn-hangzhou',
  runtime: 'nodejs20',
  handler: 'index.handler',
  code: './dist/attach',
  timeout: 300,
  cpu: 0.25,
  memorySize: 256,
  role: 'keyfleet-attach',
  logConfig: 'auto',
};

const onFailure = { destination: 'acs:mns:cn-hangzhou:1234567890123456:/queues/keyfleet-failures/messages' };
export const asyncInvokeConfig = { maxAsyncRetryAttempts: 3, destinationConfig: { onFailure } };
export const http = {
  triggerName: 'http',
  triggerType: 'http',
  triggerConfig: { authType: 'function', methods: ['POST'] },
};
export const timer = {
  triggerName: 'timer',
  triggerType: 'timer',
  triggerConfig: { cronExpression: '@every 10m', enable: true },
};
export const events = {
  triggerName: 'events',
  triggerType: 'eventbridge',
  triggerConfig: {
    triggerEnable: true,
    asyncInvocationType: true,
    eventRuleFilterPattern: '{"source":["acs.ecs"],"data":{"state":["Running"]}}',
    eventSourceConfig: { eventSourceType: 'Default', eventSourceParameters: {} },
    eventSinkConfig: { deliveryOption: { eventSchema: 'CloudEvents' } },
    runOptions: { mode: 'event-driven', errorsTolerance: 'ALL', retryStrategy: { PushRetryStrategy: 'BACKOFF_RETRY' } },
  },
};

/** An s.yaml with one function of these properties over good ones (JSON is YAML). */
export function specWith(props: object): string {
  const resources = { one: { component: 'fc3', props: { ...good, ...props } } };
  return JSON.stringify({ edition: '3.0.0', name: 'keyfleet', resources });
}

/** Problems of that function's properties, as `path in it: what was expected`. */
export const problemsWith = (props: object) =>
  problemsOf(specWith(props)).map((problem) => problem.replace('1 resources.one.props.', ''));
