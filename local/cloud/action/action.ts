import type { Principal, Principals } from '../gateway/principals.ts';
import type { Cloud } from '../model/cloud.ts';
import type { Resource } from '../ram/resource.ts';
import { checkParameters } from './parameters/check.ts';
import type { RawParameters } from './parameters/lists.ts';
import type { ParameterTable, ParameterValues } from './parameters/specification.ts';
import type { Dialect } from './product.ts';

/** Fields of an answer, in the wire's PascalCase; `RequestId` is added on the way out. */
export type AnswerBody = Readonly<Record<string, unknown>>;

/** One API action, ready for the gateway. */
export interface Action {
  /** Replays the answer of an earlier call with the same `ClientToken`. */
  readonly idempotent: boolean;
  /** Names of the parameters that it reads. */
  readonly parameters: readonly string[];
  /** Checks the parameters. @throws CloudError with the product's documented error */
  prepare(raw: RawParameters, dialect: Dialect): PreparedCall;
}

/** A call whose parameters are as they must be. */
export interface PreparedCall {
  /** What it touches; undefined for actions without resource-level permission. */
  resources(cloud: Cloud): readonly Resource[] | undefined;
  /** @param caller whom a few actions ask for */
  run(cloud: Cloud, caller?: Caller): AnswerBody | Promise<AnswerBody>;
}

/** The signer of a call, among the others that there are. */
export interface Caller {
  readonly principal: Principal;
  readonly principals: Principals;
}

/**
 * Declares an action: a table of parameters, what it touches, then what it does.
 * `idempotent` is for actions that document a `ClientToken`. Without `resources`, permission is asked for `*`, as
 * for actions of which RAM knows no resource types: a policy that names resources does not allow them then.
 */
export function defineAction<const T extends ParameterTable>(definition: {
  parameters: T;
  idempotent?: boolean;
  resources?(parameters: ParameterValues<T>, cloud: Cloud): readonly Resource[];
  run(cloud: Cloud, parameters: ParameterValues<T>, caller: Caller | undefined): AnswerBody | Promise<AnswerBody>;
}): Action {
  return {
    idempotent: definition.idempotent ?? false,
    parameters: Object.keys(definition.parameters),
    prepare: (raw, dialect) => {
      const parameters = checkParameters(definition.parameters, raw, dialect);
      return {
        resources: (cloud) => definition.resources?.(parameters, cloud),
        run: (cloud, caller) => definition.run(cloud, parameters, caller),
      };
    },
  };
}
