import { defineChange } from './change.ts';
import { describeChange } from './change-help.ts';

export const attach = defineChange('attach', `Attach a key pair to instances.\n${describeChange('attach')}`);
