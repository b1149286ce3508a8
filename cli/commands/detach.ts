import { defineChange } from './change.ts';
import { describeChange } from './change-help.ts';

export const detach = defineChange('detach', `Detach a key pair from instances.\n${describeChange('detach')}`);
