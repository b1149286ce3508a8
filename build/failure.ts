import type { BuildFailure, Message } from 'esbuild';

/** What a build says that failed over its sources, a line each and each once; null for any other error. */
export function describeBuildFailure(error: unknown): string[] | null {
  const { errors } = (error ?? {}) as Partial<BuildFailure>;
  if (!Array.isArray(errors)) return null;
  return [...new Set(errors.map(describe))];
}

function describe({ text, location }: Message): string {
  return location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text;
}
