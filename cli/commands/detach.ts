import { defineChange } from './change.ts';
import { describeChange } from './change-help.ts';

const summary = 'Detach a key pair from instances';

export const detach = defineChange('detach', summary, `${summary}.\n${describeChange('detach')}`);
