import { floorWorkflowType } from './messages';
import { openBookings, serve } from './serving';

/** `POST /hold/<id>`, `/pay/<id>` and `/search/<id>`: a bare HTTP server before a Temporal client. A search is two activities, one after the other. */
async function main(): Promise<void> {
  const { client, taskQueue, hold, pay } = await openBookings(floorWorkflowType);
  serve({
    hold: (id) => hold(id),
    pay,
    search: async (id) => {
      for (const step of ['routes', 'offers'])
        await client.activity.execute('nothing', {
          id: `${id}-${step}`,
          taskQueue,
          args: [],
          startToCloseTimeout: '8s',
          retry: { maximumAttempts: 3 },
        });
      return 'found';
    },
  });
}

void main();
