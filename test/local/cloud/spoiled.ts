import type { Spoiled } from './refused-parameters.ts';

const mandatory = (name: string) =>
  `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;

/** Ways to spoil a request, with the answers of ECS and SWAS. */
export const missing = (name: string, change: Record<string, undefined> = { [name]: undefined }): Spoiled => [
  change,
  400,
  'MissingParameter',
  mandatory(name),
];

export function invalid(change: Record<string, string | number | undefined>, name = Object.keys(change)[0]): Spoiled {
  return [change, 400, 'InvalidParameter', `The specified parameter "${name}" is not valid.`];
}

export const region: Spoiled[] = [
  missing('RegionId'),
  [{ RegionId: 'cn-nowhere' }, 404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.'],
];

/** Values of a parameter that are all refused alike. */
export function each(name: string, values: readonly (string | number)[], status: number, code: string): Spoiled[] {
  return values.map((value) => [{ [name]: value }, status, code]);
}
