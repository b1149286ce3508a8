import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from '../usage.ts';

/** `parseArgs` definition of the options that describe one target. */
const targetOptions = {
  product: { type: 'string' },
  region: { type: 'string' },
  'key-pair': { type: 'string' },
  'key-pair-id': { type: 'string' },
  instances: { type: 'string', multiple: true },
} as const;

/** Options that carry the request field of the same name in camel case, beside one target or a file's. */
const fieldOptions = {
  'dry-run': { type: 'boolean' },
  'client-token': { type: 'string' },
  'take-effect': { type: 'string' },
  fallback: { type: 'string' },
  user: { type: 'string' },
  'if-attached': { type: 'string' },
  'max-unavailable': { type: 'string' },
  'max-failures': { type: 'string' },
  force: { type: 'boolean' },
  verify: { type: 'string' },
  secret: { type: 'string' },
  address: { type: 'string' },
  'trust-first-host-key': { type: 'boolean' },
  'allow-downgrade': { type: 'boolean' },
  'allow-lock-out': { type: 'boolean' },
  'include-ignored': { type: 'boolean' },
  'allow-unverified': { type: 'boolean' },
} as const;

/** `parseArgs` definition of everything that describes a request. */
export const requestOptions = { file: { type: 'string' }, ...targetOptions, ...fieldOptions } as const;

type Values<Options> = { readonly [Name in keyof Options]?: string | boolean | string[] | undefined };

/** The options as given; the function itself checks what they say. */
export type RequestOptions = Values<typeof fieldOptions> & {
  readonly file?: string | undefined;
  readonly product?: string | undefined;
  readonly region?: string | undefined;
  readonly 'key-pair'?: string | undefined;
  readonly 'key-pair-id'?: string | undefined;
  readonly instances?: readonly string[] | undefined;
};

/**
 * The request body: a file's (`-` is standard input), or one target made of options.
 * Options that are not about a target also apply to a file.
 * @throws UsageError when there is neither, or both, or the file is not a JSON object.
 */
export async function readRequest(options: RequestOptions): Promise<Record<string, unknown>> {
  const target = toTarget(options);
  const common = toFields(options);
  if (options.file === undefined) {
    requireTarget(options);
    return { ...target, ...common };
  }
  if (Object.keys(target).length > 0) throw new UsageError('--file goes without the options of a single target');
  return { ...(await readJsonObject(options.file)), ...common };
}

function toTarget(options: RequestOptions): Record<string, unknown> {
  const instanceIds = options.instances?.flatMap((list) => list.split(',')).map((id) => id.trim());
  return definedOnly({
    product: options.product,
    regionId: options.region,
    keyPairName: options['key-pair'],
    keyPairId: options['key-pair-id'],
    instanceIds: instanceIds?.filter((id) => id !== ''),
  });
}

function toFields(options: RequestOptions): Record<string, unknown> {
  const names = Object.keys(fieldOptions) as (keyof typeof fieldOptions)[];
  return definedOnly(Object.fromEntries(names.map((name) => [toCamelCase(name), toValue(options[name])])));
}

const toCamelCase = (name: string) => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Counts travel as numbers; what else is written, such as `10%`, as text. */
function toValue(value: string | boolean | string[] | undefined): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

function requireTarget({ product, instances }: RequestOptions): void {
  if (product === undefined) throw new UsageError('which instances? Give --product and --instances, or --file');
  if (instances === undefined) throw new UsageError('which instances? Give --instances');
}

function definedOnly(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function readJsonObject(file: string): Promise<Record<string, unknown>> {
  const name = file === '-' ? 'standard input' : file;
  const json = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch((error: Error) => {
    throw new UsageError(`--file: ${error.message}`);
  });
  const value = parseOrExplain(json, name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`--file: expected a JSON object in ${name}`);
  }
  return value as Record<string, unknown>;
}

function parseOrExplain(json: string, name: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`--file: ${name} is not JSON: ${(error as Error).message}`);
  }
}

/** The value of a JSON text, undefined when it is not JSON. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
