import { describePermissions } from './describe-permissions.ts';

describePermissions('auto-attach');
