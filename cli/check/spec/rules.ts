import type { Finding } from '../../../shared/fleet/file/finding.ts';
import type { CheckedFunction } from './function-schema.ts';
import { readSchedule } from './schedule.ts';

/** A function, the resource it is, and the functions that there are sources of. */
export interface Subject {
  readonly resource: string;
  readonly props: CheckedFunction;
  readonly sources: readonly string[];
}

/** What only several properties together show. Paths are relative to the properties. */
type Rule = (subject: Subject) => Finding[];

/** Source: Function Compute 3.0 CreateFunctionInput, `cpu`. */
const checkRatio: Rule = ({ props: { cpu, memorySize } }) => {
  const gbPerCpu = memorySize / 1024 / cpu;
  if (gbPerCpu >= 1 && gbPerCpu <= 4) return [];
  return [{ path: ['cpu'], expected: `1 to 4 GB of memory for each vCPU; here it is ${gbPerCpu.toFixed(2)}` }];
};

const checkCode: Rule = ({ props: { code }, sources }) => {
  const name = code.slice(code.lastIndexOf('/') + 1);
  return sources.includes(name)
    ? []
    : [
        {
          path: ['code'],
          expected: `the bundle of a function in functions/ (${sources.join(', ') || 'there is none'})`,
        },
      ];
};

/** Ticks that overlap do no harm, but they do the same work twice. */
const checkTimers: Rule = ({ props: { triggers, timeout } }) =>
  triggers.flatMap((trigger, at) => {
    if (trigger.triggerType !== 'timer') return [];
    const { intervalSeconds = 0 } = readSchedule(trigger.triggerConfig.cronExpression) ?? {};
    if (intervalSeconds > timeout) return [];
    const expected = `more than the function's timeout of ${timeout} s between two ticks; here it is ${intervalSeconds} s`;
    return [{ path: ['triggers', at, 'triggerConfig', 'cronExpression'], expected }];
  });

/** Source: Function Compute 3.0: "one HTTP trigger per version or alias"; trigger names are unique in a function. */
const checkTriggers: Rule = ({ props: { triggers } }) =>
  triggers.flatMap(({ triggerName, triggerType }, at) => {
    const before = triggers.slice(0, at);
    if (before.some((other) => other.triggerName === triggerName)) {
      return [{ path: ['triggers', at, 'triggerName'], expected: 'a name that no other trigger of the function has' }];
    }
    if (triggerType === 'http' && before.some((other) => other.triggerType === 'http')) {
      return [{ path: ['triggers', at, 'triggerType'], expected: 'one HTTP trigger at most' }];
    }
    return [];
  });

/** Calls by timers and most events are asynchronous: without a destination, a final failure goes unnoticed. */
const checkDestination: Rule = ({ props: { triggers, asyncInvokeConfig } }) => {
  const isAsynchronous = triggers.some(({ triggerType }) => triggerType !== 'http');
  if (!isAsynchronous || asyncInvokeConfig?.destinationConfig?.onFailure) return [];
  const expected = 'destinationConfig.onFailure, because timers and events have nobody to tell of a failure';
  return [{ path: ['asyncInvokeConfig'], expected }];
};

const rules: readonly Rule[] = [checkRatio, checkCode, checkTimers, checkTriggers, checkDestination];

/** Paths are those of the whole file. */
export function checkRules(subjects: readonly Subject[]): Finding[] {
  const within = subjects.flatMap((subject) =>
    rules.flatMap((rule) => rule(subject).map((finding) => inResource(subject, finding))),
  );
  return [...within, ...checkDistinct(subjects, 'functionName'), ...checkDistinct(subjects, 'role')];
}

/** One role for each function, or each could do what any of them may. */
function checkDistinct(subjects: readonly Subject[], property: 'functionName' | 'role'): Finding[] {
  return subjects.flatMap((subject, at) => {
    const before = subjects.slice(0, at).find(({ props }) => props[property] === subject.props[property]);
    if (!before) return [];
    return [inResource(subject, { path: [property], expected: `another than that of ${before.resource}` })];
  });
}

function inResource({ resource }: Subject, { path, expected }: Finding): Finding {
  return { path: ['resources', resource, 'props', ...path], expected };
}
