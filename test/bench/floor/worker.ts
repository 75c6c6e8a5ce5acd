import type { FloorActivities } from './messages';
import { work } from './working';

/** A worker that has nothing to do. */
const activities: FloorActivities = { nothing: () => Promise.resolve('nothing') };
void work(require.resolve('./workflow'), activities);
