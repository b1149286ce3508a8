import type { Find } from './run-record.ts';

/** @throws Error that says where each was found, and nothing of what */
export function requireNoFinds(finds: readonly Find[]): void {
  if (finds.length > 0) throw new Error(`private keys got out:\n${finds.map(describeFind).join('\n')}`);
}

/** E.g. `a PEM in log, during test/rotate.test.ts > rotates`. */
export const describeFind = ({ trace, place, during }: Find) => `- ${trace} in ${place}, during ${during}`;
