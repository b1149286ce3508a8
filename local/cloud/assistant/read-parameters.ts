import { CloudError, type Refusal } from '../action/refusal.ts';
import { type CustomParameters, parameterNames } from './custom-parameters.ts';

/** What can be wrong with custom parameters, in a product's words. */
export type ParameterRefusals = Readonly<
  Record<
    | 'parametersMalformed'
    | 'parametersDisabled'
    | 'parameterMissing'
    | 'parameterNotMatched'
    | 'tooManyParameters'
    | 'parameterKeyTooLong',
    Refusal
  >
>;

/**
 * Reads `Parameters`, one JSON object of texts, for a command: none when custom parameters are off, all of the command's
 * names and no others when they are on. Source: ECS 2014-05-26 RunCommand.
 * @throws CloudError
 */
export function readCustomParameters(
  text: string | undefined,
  command: { content: string; isParameterized: boolean },
  { maxCount, refusals }: { maxCount: number; refusals: ParameterRefusals },
): CustomParameters {
  const values = text === undefined ? {} : readObject(text);
  if (!values) throw new CloudError(refusals.parametersMalformed);
  const names = Object.keys(values);
  if (names.length > 0 && !command.isParameterized) throw new CloudError(refusals.parametersDisabled);
  if (names.length > maxCount) throw new CloudError(refusals.tooManyParameters);
  if (names.some((name) => name.length > 64)) throw new CloudError(refusals.parameterKeyTooLong);
  if (!command.isParameterized) return {};
  const passed = new Set(names.map((name) => name.toLowerCase()));
  const wanted = parameterNames(command.content);
  if ([...passed].some((name) => !wanted.has(name))) throw new CloudError(refusals.parameterNotMatched);
  if ([...wanted].some((name) => !passed.has(name))) throw new CloudError(refusals.parameterMissing);
  return values;
}

function readObject(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isTexts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, text]) => name !== '' && typeof text === 'string');
}
