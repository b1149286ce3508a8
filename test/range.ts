/**
 * Which of many numbered cases to run: all of 1 to `last`, or those that an environment variable names, such as
 * `SEEDS=1-20` or `SEEDS=7`, to look into a failure or to take a sample of a long suite.
 */
export function rangeOf(variable: string, last: number): number[] {
  const text = process.env[variable] ?? `1-${last}`;
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (!from || !to) throw new RangeError(`${variable}: expected a number or a range such as 1-20, received ${text}`);
  return Array.from({ length: Math.min(Number(to), last) - Number(from) + 1 }, (_, at) => Number(from) + at);
}
