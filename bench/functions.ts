import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

interface Props {
  memorySize?: number;
  timeout?: number;
}

interface Spec {
  template?: Record<string, Props>;
  resources: Record<string, { extend?: { name: string }; props: Props }>;
}

/** A function as s.yaml has it. */
export interface FunctionSpec {
  readonly name: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

export async function readFunctions(): Promise<FunctionSpec[]> {
  const spec = parse(await readFile(new URL('../s.yaml', import.meta.url), 'utf8')) as Spec;
  return Object.entries(spec.resources).map(([name, { extend, props }]) => {
    const { memorySize, timeout } = { ...spec.template?.[extend?.name ?? ''], ...props };
    if (!memorySize || !timeout) throw new Error(`s.yaml gives ${name} no memorySize or no timeout`);
    return { name, memoryMb: memorySize, timeoutSeconds: timeout };
  });
}
