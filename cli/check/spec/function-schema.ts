import { anyText, asyncFields, flag, functionFields, matching, whole } from '@keyfleet/local-cloud/spec';
import * as v from 'valibot';
import { ConfigurationError } from '../../../shared/errors.ts';
import { knownFields } from '../../../shared/fleet/file/known-fields.ts';
import { readSettings } from '../../../shared/runtime/settings.ts';
import { type CheckedTrigger, trigger } from './trigger-schema.ts';
import { knownVariables } from './variables.ts';

const { functionName, region, runtime, timeout, memorySize } = functionFields;

const CPU = 'vCPUs from 0.05 to 16 in steps of 0.05';
const cpu = v.pipe(
  v.number(CPU),
  v.minValue(0.05, CPU),
  v.maxValue(16, CPU),
  v.check((value) => Math.abs(value * 20 - Math.round(value * 20)) < 1e-9, CPU),
);

const VARIABLE = `a variable that functions read: ${knownVariables.join(', ')}`;
const variableName = v.pipe(
  anyText,
  v.check((name) => !name.startsWith('KEYFLEET_') || knownVariables.includes(name), VARIABLE),
);
const variables = v.pipe(
  v.record(variableName, v.string('a text; quote numbers'), 'a mapping of names to texts'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [key, value] of Object.entries(dataset.value)) {
      const expected = whyUnusable(key, value);
      const path: [v.ObjectPathItem] = [{ type: 'object', origin: 'value', input: dataset.value, key, value }];
      if (expected !== null) addIssue({ message: expected, path });
    }
  }),
);

/** What was expected of a variable, as the functions that read it say. */
function whyUnusable(name: string, value: string): string | null {
  try {
    readSettings({ [name]: value });
    return null;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.replace(/^\w+: expected /, '');
  }
}

/** Source: Function Compute 3.0, asynchronous invocation, destinations. */
const destination = knownFields(
  { destination: matching(/^acs:(fc|mns|mq|eventbridge):[\w-]+:\d*:.+$/, 'the ARN of a function, a queue or a topic') },
  'a mapping with destination',
);
const AGE = 'seconds from 1 to 604800';
const asyncInvokeConfig = knownFields(
  {
    qualifier: v.optional(anyText),
    asyncTask: asyncFields.asyncTask,
    maxAsyncRetryAttempts: asyncFields.maxAsyncRetryAttempts,
    maxAsyncEventAgeInSeconds: v.optional(whole([1, 604_800], AGE)),
    destinationConfig: v.optional(
      knownFields(
        { onFailure: v.optional(destination), onSuccess: v.optional(destination) },
        'a mapping with onFailure',
      ),
    ),
  },
  'a mapping',
);

const LOG = 'auto, or a mapping with project and logstore';
const logConfig = v.union([v.literal('auto'), v.looseObject({ project: anyText, logstore: anyText })], LOG);

/** What the component knows besides; left to its own check. */
const unchecked = `annotations concurrencyConfig customDNS customDomain enableLongLiving endpoint instanceConcurrency
  instanceIsolationMode instanceLifecycleConfig layers nasConfig ossMountConfig provisionConfig resourceGroupId
  scalingConfig sessionAffinity sessionAffinityConfig supplement tags tracingConfig vpcBinding vpcConfig`.split(/\s+/);

/** The properties of one function. Source: devsapp/fc3 component schema; FC 2023-03-30 CreateFunctionInput. */
export const functionProps = knownFields(
  {
    functionName,
    region,
    description: v.optional(anyText),
    runtime,
    handler: v.literal('index.handler', 'index.handler, which every bundle exports'),
    code: matching(/^\.\/dist\/[\w-]+$/, './dist/<function>, where npm run build puts the bundle'),
    timeout,
    cpu: v.optional(cpu, 0.35),
    memorySize,
    diskSize: v.optional(v.picklist([512, 10_240], '512 or 10240')),
    internetAccess: v.optional(flag),
    role: matching(
      /^(?!auto$)(acs:ram::\d+:role\/)?[a-z\d.-]{1,64}$/,
      'a role of its own, in lower case (the fc3 component makes it so)',
    ),
    logConfig,
    environmentVariables: v.optional(variables, {}),
    asyncInvokeConfig: v.optional(asyncInvokeConfig),
    triggers: v.optional(v.array(trigger, 'a list of triggers'), []),
    ...Object.fromEntries(unchecked.map((name) => [name, v.optional(v.unknown())])),
  },
  'a mapping of properties',
);

/** A function whose properties are right one by one. */
export interface CheckedFunction {
  readonly functionName: string;
  readonly code: string;
  /** Seconds. */
  readonly timeout: number;
  readonly cpu: number;
  /** MB. */
  readonly memorySize: number;
  readonly role: string;
  readonly asyncInvokeConfig?: { readonly destinationConfig?: { readonly onFailure?: object } };
  readonly triggers: readonly CheckedTrigger[];
}
