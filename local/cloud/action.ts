import type { Cloud } from './model/cloud.ts';
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
  run(cloud: Cloud, raw: RawParameters, dialect: Dialect): AnswerBody | Promise<AnswerBody>;
}

/**
 * Declares an action: a table of parameters, then what it does with them once they are checked.
 * `idempotent` is for actions that document a `ClientToken`.
 */
export function defineAction<const T extends ParameterTable>(definition: {
  parameters: T;
  idempotent?: boolean;
  run(cloud: Cloud, parameters: ParameterValues<T>): AnswerBody | Promise<AnswerBody>;
}): Action {
  return {
    idempotent: definition.idempotent ?? false,
    run: (cloud, raw, dialect) => definition.run(cloud, checkParameters(definition.parameters, raw, dialect)),
  };
}
