import { describeLaunch, weathers } from './describe-launch.ts';

describeLaunch(4, weathers.slice(-1));
