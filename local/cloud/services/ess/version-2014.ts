import type { Action, AnswerBody } from '../../action/action.ts';
import type { RawParameters } from '../../action/parameters/lists.ts';

type Row = Readonly<Record<string, unknown>>;
type Rewrite = { readonly parameters?: Readonly<Record<string, string>>; readonly answer?: (body: AnswerBody) => Row };

/**
 * What 2014-08-28 writes differently: lists are numbered by the singular, `ScalingConfigurationId.1`, and answered in an
 * element of that name. Source: Ess 2014-08-28, models of aliyun-python-sdk-ess and alibaba-cloud-sdk-go.
 */
const rewrites: Readonly<Record<string, Rewrite>> = {
  DescribeScalingConfigurations: {
    parameters: {
      ScalingConfigurationId: 'ScalingConfigurationIds',
      ScalingConfigurationName: 'ScalingConfigurationNames',
    },
    answer: (body) => ({
      ...body,
      ScalingConfigurations: { ScalingConfiguration: body['ScalingConfigurations'] },
    }),
  },
  DescribeScalingInstances: {
    parameters: { InstanceId: 'InstanceIds' },
    answer: (body) => ({ ...body, ScalingInstances: { ScalingInstance: body['ScalingInstances'] } }),
  },
  EnterStandby: { parameters: { InstanceId: 'InstanceIds' } },
  ExitStandby: { parameters: { InstanceId: 'InstanceIds' } },
  DescribeLifecycleActions: {
    answer: (body) => ({ ...body, LifecycleActions: { LifecycleAction: rowsOf(body).map(wrapInstances) } }),
  },
};

const rowsOf = ({ LifecycleActions }: AnswerBody) => LifecycleActions as readonly Row[];
const wrapInstances = ({ InstanceIds, ...row }: Row) => ({ ...row, InstanceIds: { InstanceId: InstanceIds } });

/** The actions as that version speaks. */
export function in2014(actions: Readonly<Record<string, Action>>): Record<string, Action> {
  const entries = Object.entries(actions).map(([name, action]) => [name, rewrite(action, rewrites[name] ?? {})]);
  return Object.fromEntries(entries);
}

function rewrite(action: Action, { parameters = {}, answer = (body) => body }: Rewrite): Action {
  return {
    ...action,
    prepare: (raw, dialect) => {
      const prepared = action.prepare(rename(raw, parameters), dialect);
      return { ...prepared, run: async (...how) => answer(await prepared.run(...how)) };
    },
  };
}

/** `ScalingConfigurationId.1` as `ScalingConfigurationIds.1`. */
function rename(raw: RawParameters, names: Readonly<Record<string, string>>): RawParameters {
  const entries = [...raw].map(([name, value]): [string, string] => {
    const [base = '', ...rest] = name.split('.');
    return [[names[base] ?? base, ...rest].join('.'), value];
  });
  return new Map(entries);
}
