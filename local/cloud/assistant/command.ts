import type { ProductName } from '../model/product-names.ts';

/** The languages of a command. Source: Type of ECS 2014-05-26 and SWAS-OPEN 2020-06-01 RunCommand. */
export const commandTypes = ['RunShellScript', 'RunBatScript', 'RunPowerShellScript'] as const;
export type CommandType = (typeof commandTypes)[number];

/** A command of Cloud Assistant, kept or not. */
export interface Command {
  readonly commandId: string;
  readonly product: ProductName;
  readonly regionId: string;
  readonly name: string;
  readonly type: CommandType;
  /** The script itself, decoded. */
  readonly content: string;
  readonly isParameterized: boolean;
  readonly workingDir: string | undefined;
  readonly timeoutSeconds: number;
}

/** The system that a command is for. */
export function systemOf(type: CommandType): 'linux' | 'windows' {
  return type === 'RunShellScript' ? 'linux' : 'windows';
}
