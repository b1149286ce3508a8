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
}

export async function readFunctions(): Promise<FunctionSpec[]> {
  const spec = parse(await readFile(new URL('../s.yaml', import.meta.url), 'utf8')) as Spec;
  return Object.entries(spec.resources).map(([name, { extend, props }]) => {
    const memoryMb = props.memorySize ?? spec.template?.[extend?.name ?? '']?.memorySize;
    if (memoryMb === undefined) throw new Error(`s.yaml gives ${name} no memorySize`);
    return { name, memoryMb };
  });
}
