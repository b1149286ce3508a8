/** What is passed to a command for `{{name}}`. */
export type CustomParameters = Readonly<Record<string, string>>;

const placeholder = /\{\{\s*([A-Za-z0-9_:-]+)\s*\}\}/g;
const builtIn = /^ACS::/i;

/** The names of the custom parameters in a command, in lower case: case does not count. Built-in ones are not among them. */
export function parameterNames(content: string): Set<string> {
  const names = [...content.matchAll(placeholder)].map(([, name = '']) => name);
  return new Set(names.filter((name) => !builtIn.test(name)).map((name) => name.toLowerCase()));
}

/**
 * Puts values in the place of `{{name}}` and of built-in parameters such as `{{ACS::InstanceId}}`; what has no value
 * stays as it is. Source: ECS 2014-05-26 RunCommand, CommandContent and Parameters.
 */
export function fillIn(content: string, values: CustomParameters): string {
  const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  return content.replaceAll(placeholder, (whole, name: string) => byName.get(name.toLowerCase()) ?? whole);
}
