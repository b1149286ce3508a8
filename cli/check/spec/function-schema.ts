import * as v from 'valibot';
import { ConfigurationError } from '../../../shared/errors.ts';
import { knownFields } from '../../../shared/fleet/file/known-fields.ts';
import { readSettings } from '../../../shared/invocation.ts';
import { matching } from '../../../shared/request/options.ts';
import { type CheckedTrigger, trigger } from './trigger-schema.ts';
import { knownVariables } from './variables.ts';

const text = v.string('a text');
const flag = v.boolean('true or false');

function whole(from: number, to: number, rule: string, step = 1) {
  return v.pipe(
    v.number(rule),
    v.integer(rule),
    v.minValue(from, rule),
    v.maxValue(to, rule),
    v.multipleOf(step, rule),
  );
}

const TIMEOUT = 'seconds from 1 to 86400; without it the platform takes 3';
const MEMORY = 'MB from 128 to 32768 in steps of 64';
const CPU = 'vCPUs from 0.05 to 16 in steps of 0.05';
const cpu = v.pipe(
  v.number(CPU),
  v.minValue(0.05, CPU),
  v.maxValue(16, CPU),
  v.check((value) => Math.abs(value * 20 - Math.round(value * 20)) < 1e-9, CPU),
);

const VARIABLE = `a variable that functions read: ${knownVariables.join(', ')}`;
const variableName = v.pipe(
  text,
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
const RETRIES = 'a whole number from 0 to 8';
const AGE = 'seconds from 1 to 604800';
const asyncInvokeConfig = knownFields(
  {
    qualifier: v.optional(text),
    asyncTask: v.optional(flag),
    maxAsyncRetryAttempts: v.optional(whole(0, 8, RETRIES)),
    maxAsyncEventAgeInSeconds: v.optional(whole(1, 604_800, AGE)),
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
const logConfig = v.union([v.literal('auto'), v.looseObject({ project: text, logstore: text })], LOG);

/** What the component knows besides; left to its own check. */
const unchecked = `annotations concurrencyConfig customDNS customDomain enableLongLiving endpoint instanceConcurrency
  instanceIsolationMode instanceLifecycleConfig layers nasConfig ossMountConfig provisionConfig resourceGroupId
  scalingConfig sessionAffinity sessionAffinityConfig supplement tags tracingConfig vpcBinding vpcConfig`.split(/\s+/);

/** The properties of one function. Source: devsapp/fc3 component schema; FC 2023-03-30 CreateFunctionInput. */
export const functionProps = knownFields(
  {
    functionName: matching(/^[A-Za-z_][\w-]{0,63}$/, 'a function name: a letter, then letters, digits, "_" or "-"'),
    region: matching(/^[a-z][a-z\d-]{1,39}$/, 'a region id, e.g. "cn-hangzhou"'),
    description: v.optional(text),
    runtime: v.literal('nodejs20', 'nodejs20'),
    handler: v.literal('index.handler', 'index.handler, which every bundle exports'),
    code: matching(/^\.\/dist\/[\w-]+$/, './dist/<function>, where npm run build puts the bundle'),
    timeout: whole(1, 86_400, TIMEOUT),
    cpu: v.optional(cpu, 0.35),
    memorySize: v.optional(whole(128, 32_768, MEMORY, 64), 512),
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
