import { duels } from './duels.ts';
import { walkSchedules } from './schedule-walks.ts';

walkSchedules(duels, { most: 2, deathEvery: 11 });
