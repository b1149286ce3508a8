import { isRecord, readExpression, triggerConfigs } from '@keyfleet/local-cloud/spec';

/** What a checker of `s.yaml` uses. */
export const kinds: readonly string[] = Object.keys(triggerConfigs);
export const seconds = (text: string): number | undefined => {
  const expression = readExpression(text);
  return isRecord(expression) && 'everySeconds' in expression ? expression.everySeconds : undefined;
};

// @ts-expect-error: an expression is a text.
export const wrong = readExpression(600);
