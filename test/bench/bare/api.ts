import { openBookings, serve } from '../floor/serving';
import { createDoor } from './door';
import { bookingStatusAttribute, firstShownAs, flightIdsAttribute } from '../../../src/workflows/messages';
import { bareWorkflowType, type Wish } from './messages';
import { openStore } from './store';

/** `POST /hold/<id>/<leg>/<seat>` and `/pay/<id>`: the floor's API with the protocol's requests to the store. */
async function main(): Promise<void> {
  const { hold, pay } = await openBookings(bareWorkflowType);
  const door = createDoor(await openStore());
  serve({
    hold: async (id, leg = '', seat = '') => {
      const wish = { id, leg, seat };
      await door.accept(wish);
      return hold(id, [wish], shownOf(wish)).finally(() => door.forgetSeats(leg));
    },
    pay: async (id) => {
      await door.demand(id, 'HELD');
      const answer = await pay(id);
      await door.demand(id, 'TICKETED');
      return answer;
    },
  });
}

/** As the protocol wants it for people in the Web UI. */
function shownOf({ leg, seat }: Wish) {
  return {
    staticSummary: `${leg} · ${seat}`,
    typedSearchAttributes: [
      { key: bookingStatusAttribute, value: firstShownAs },
      { key: flightIdsAttribute, value: [leg] },
    ],
  };
}

void main();
