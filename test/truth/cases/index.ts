import { accounts } from './accounts.ts';
import type { Case } from './case.ts';
import { files } from './files.ts';
import { keys } from './keys.ts';
import { matches } from './matches.ts';
import { running } from './running.ts';
import { settings } from './settings.ts';

export type { Case } from './case.ts';

export const cases: readonly Case[] = [...keys, ...settings, ...matches, ...files, ...accounts, ...running];
