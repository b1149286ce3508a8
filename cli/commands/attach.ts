import { defineChange } from './change.ts';
import { describeChange } from './change-help.ts';

const summary = 'Attach a key pair to instances';

export const attach = defineChange('attach', summary, `${summary}.\n${describeChange('attach')}`);
