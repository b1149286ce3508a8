/** For the log alone: where an error happened. Messages of unknown errors may quote what must not be logged. */
export function describeError(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [name, ...places.slice(0, 3).map((line) => line.trim())].join(' ');
}
