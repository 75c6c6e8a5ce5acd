import { createAirportSource } from '../../src/domain/airportSource';
import { eventually } from '../support/eventually';
import { fewAirports } from '../support/smallNetwork';

/** A network that the test changes, how often its airports were read, and a clock. */
function aNetwork() {
  const network = { airports: fewAirports.slice(0, 2), importedAt: 1, reads: 0, isAway: false, at: 0 };
  const source = createAirportSource({
    load: () => Promise.resolve(((network.reads += 1), network.airports)),
    revision: () =>
      network.isAway ? Promise.reject(new Error('the graph is away')) : Promise.resolve(network.importedAt),
    now: () => network.at,
  });
  return { network, codes: async () => (await source()).all.map(({ code }) => code).sort() };
}

describe('The airports in the memory of a process', () => {
  it('are those of a new network some seconds after it was imported', async () => {
    const { network, codes } = aNetwork();
    expect(await codes()).toEqual(['LIS', 'MAD']);
    Object.assign(network, { airports: fewAirports.slice(0, 3), importedAt: 2, at: 5_000 });
    await codes();
    await eventually('the new airport is known', async () => (await codes()).includes('CDG'));
  });

  it('are not read again while the network is the same', async () => {
    const { network, codes } = aNetwork();
    for (let n = 0; n < 10; n++) {
      await Promise.all([codes(), codes(), codes()]);
      network.at += 5_000;
    }
    expect(network.reads).toBe(1);
  });

  it('stay known while the graph is away', async () => {
    const { network, codes } = aNetwork();
    await codes();
    Object.assign(network, { isAway: true, at: 60_000 });
    expect(await codes()).toEqual(['LIS', 'MAD']);
    expect(await codes()).toEqual(['LIS', 'MAD']);
  });

  it('are asked for again each time while there are none', async () => {
    const { network, codes } = aNetwork();
    const later = network.airports;
    Object.assign(network, { airports: [], importedAt: undefined });
    expect(await codes()).toEqual([]);
    Object.assign(network, { airports: later, importedAt: 1 });
    expect(await codes()).toEqual(['LIS', 'MAD']);
  });
});
