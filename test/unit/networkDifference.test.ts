import { differMuch, shareChanged } from '../../src/domain/recomputes';
import type { GraphPlan } from '../../src/domain/routing/graph';
import type { WeeklyDeparture } from '../../src/domain/routing/weeks';

const destinations = Array.from({ length: 200 }, (_, n) => `D${n}`);
const legs = destinations.map((destination) => ({ origin: 'HUB', destination }));
const airports = ['HUB', ...destinations].map((code) => ({ code, latitude: 0, longitude: 0 }));

function planOf(flown: typeof legs, minuteOf: (destination: string) => number = () => 600): GraphPlan {
  const departures = (destination: string): WeeklyDeparture[] => [
    [minuteOf(destination), 90, 127],
    [minuteOf(destination) + 300, 90, 31],
  ];
  const week = {
    airports: [],
    legs: flown.map((leg) => ({ ...leg, domestic: false, departures: departures(leg.destination) })),
  };
  return { airports, legs: flown, week };
}
const network = planOf(legs);

describe('Two networks', () => {
  it('are the same in whatever order their legs and departures are told', () => {
    const turned = planOf([...legs].reverse());
    const week = turned.week && {
      ...turned.week,
      legs: turned.week.legs.map((leg) => ({ ...leg, departures: [...leg.departures].reverse() })),
    };
    expect(shareChanged(network, { ...turned, ...(week && { week }) })).toBe(0);
  });

  it('differ by the legs that only one of them has, new or gone', () => {
    expect(shareChanged(network, planOf(legs.slice(10)))).toBe(0.05);
    expect(shareChanged(planOf(legs.slice(10)), network)).toBe(0.05);
    expect(shareChanged(planOf(legs.slice(0, 100)), planOf(legs.slice(100)))).toBe(2);
  });

  it('differ by the legs that are flown at other times, which change the order and the minutes of ways', () => {
    expect(
      shareChanged(
        network,
        planOf(legs, (destination) => (destination === 'D7' ? 615 : 600)),
      ),
    ).toBe(0.005);
    expect(
      shareChanged(
        network,
        planOf(legs, () => 660),
      ),
    ).toBe(1);
  });

  it('differ much from one leg of a hundred on', () => {
    expect(differMuch(network, planOf(legs.slice(1)))).toBe(false);
    expect(differMuch(network, planOf(legs.slice(2)))).toBe(true);
    expect(differMuch({ airports: [], legs: [] }, { airports: [], legs: [] })).toBe(false);
  });

  it('are compared by their legs alone where nothing is known of a week', () => {
    expect(shareChanged({ airports, legs }, { airports, legs: legs.slice(1) })).toBe(0.005);
  });
});
