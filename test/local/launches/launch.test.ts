import { describeLaunch } from './describe-launch.ts';

describeLaunch(6);
