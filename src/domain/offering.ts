import type { AirportDirectory } from './airports';
import { minutesBetween } from './connections';
import { type FareBrand, fareBrandOf } from './fareBrands';
import { strictestConditions } from './fares';
import type { FlightFare } from './flights';
import type { Itinerary } from './itineraries';
import { type Filterable, filtersOfSlice, passesFilters } from './offerLists';
import type { FareConditions, Offer, PassengerType, Segment, Slice } from './offers';
import { seatsFor } from './parties';
import { priceOf } from './pricing';
import { baselineOf, type Merits, rankOffers, scoreOf, unsocialEnds } from './ranking';
import type { Ride } from './rides';
import type { SearchFilters, SearchSlice } from './searches';
import { stopsOf } from './throughFlights';

/** An offer before it is stored: everything that flights, fares and the party decide. */
export type OfferDraft = Omit<Offer, 'id' | 'searchId' | 'asOf' | 'expiresAt' | 'payment'>;

export interface OfferingRules {
  /** Offers of one search at most. */
  readonly resultSize: number;
  /** Itineraries of one slice that are combined with those of the others, per brand. */
  readonly perSlice: number;
  /** Shortest time on the ground between two slices. */
  readonly turnaroundMinutes: number;
  /** Seats on legs that one booking can hold in one transaction of the store: 9 passengers on 6 legs. */
  readonly seatsPerBooking: number;
}

export const defaultOfferingRules: OfferingRules = {
  resultSize: 500,
  perSlice: 60,
  turnaroundMinutes: 60,
  seatsPerBooking: 54,
};

export interface Offering {
  readonly slices: readonly SearchSlice[];
  /** Itineraries of each slice. */
  readonly itineraries: readonly (readonly Itinerary[])[];
  readonly brands: readonly FareBrand[];
  readonly party: readonly PassengerType[];
  readonly currency: string;
  readonly filters: SearchFilters;
  readonly airports: AirportDirectory;
  readonly rules: OfferingRules;
}

/** An itinerary on the fares of one brand; over several slices: one of each, in the order of travel. */
export interface Option {
  readonly itineraries: readonly Itinerary[];
  readonly brand: FareBrand;
  readonly merits: Merits;
  readonly legs: number;
}

/**
 * All offers worth showing, ranked, best first: each itinerary (over several slices: each combination) in each brand that
 * all its flights have. Returns how many there were before the result was cut to size.
 */
export function draftOffers(offering: Offering): Drafted {
  const options = offering.brands.flatMap((brand) => optionsOf(brand, offering));
  const chosen = choose(options, offering.rules.resultSize);
  const segmentOf = sharedSegments(offering.airports);
  const unranked = chosen.map((option) => toDraft(option, offering, segmentOf));
  const ranks = rankOffers(unranked);
  const offers = unranked.map((draft, index) => ({ ...draft, ...(ranks[index] ?? noRank) }));
  return { offers: offers.sort((a, b) => a.rank.best - b.rank.best), found: options.length, chosen };
}

export interface Drafted {
  readonly offers: readonly OfferDraft[];
  readonly found: number;
  /** What the offers were made of, in no order. */
  readonly chosen: readonly Option[];
}

const noRank = { rank: { best: 0, price: 0, duration: 0 }, whyRanked: [] };

/** Slice by slice, the best so far with the best of the next: what is dropped on the way is dearer and slower already. */
function optionsOf(brand: FareBrand, offering: Offering): readonly Option[] {
  const { rules } = offering;
  const perSlice = offering.itineraries.map((itineraries, index) => {
    const filters = filtersOfSlice(offering.filters, index);
    return itineraries.flatMap((itinerary) => optionOf(itinerary, brand, filters));
  });
  const [first, ...others] = perSlice;
  if (!first || others.length === 0) return first ?? [];
  return others.reduce<readonly Option[]>((before, next) => {
    const onwards = choose(next, rules.perSlice);
    const combined = choose(before, rules.perSlice).flatMap((a) => onwards.flatMap((b) => join(a, b, offering)));
    return choose(combined, rules.resultSize);
  }, first);
}

export function optionOf(itinerary: Itinerary, brand: FareBrand, filters: SearchFilters): Option[] {
  const fares = itinerary.rides.map((ride) => ride.fares.get(brand.code));
  if (!fares.every((fare) => fare !== undefined) || !fares.some((fare) => fare.cabin === brand.cabin)) return [];
  if (!passesFilters(filterable(itinerary, fares), filters)) return [];
  const [first, last] = [itinerary.rides[0], itinerary.rides.at(-1)];
  const merits = {
    amount: fares.reduce((sum, fare) => sum + fare.base.amount, 0),
    minutes: itinerary.durationMinutes,
    connections: itinerary.connections.length,
    unsocial: first && last ? unsocialEnds(first.flight.depart.local, last.flight.arrive.local) : 0,
  };
  return [
    {
      itineraries: [itinerary],
      brand,
      merits,
      legs: itinerary.rides.reduce((sum, { flight }) => sum + flight.legs.length, 0),
    },
  ];
}

function filterable({ rides, connections, durationMinutes }: Itinerary, fares: readonly FlightFare[]): Filterable {
  const segments = rides.map(({ flight }) => flight);
  return { slices: [{ durationMinutes, connections, segments }], conditions: conditionsOf(fares) };
}

function conditionsOf(fares: readonly FlightFare[]): FareConditions {
  return strictestConditions(fares.map((fare) => fareBrandOf(fare.fareBrand).conditions));
}

export function join(a: Option, b: Option, { rules, party }: Pick<Offering, 'rules' | 'party'>): Option[] {
  const arrives = a.itineraries.at(-1)?.rides.at(-1)?.flight.arrive.at ?? 0;
  const departs = b.itineraries[0]?.rides[0]?.flight.depart.at ?? 0;
  const legs = a.legs + b.legs;
  if (departs - arrives < rules.turnaroundMinutes * 60_000 || legs * seatsFor(party) > rules.seatsPerBooking) return [];
  const merits = {
    amount: a.merits.amount + b.merits.amount,
    minutes: a.merits.minutes + b.merits.minutes,
    connections: a.merits.connections + b.merits.connections,
    unsocial: a.merits.unsocial + b.merits.unsocial,
  };
  return [{ itineraries: [...a.itineraries, ...b.itineraries], brand: a.brand, merits, legs }];
}

/** At most `count` of the options: three fifths the best ones, a fifth each the cheapest and the fastest. In the input's order when all fit. */
function choose(options: readonly Option[], count: number): readonly Option[] {
  if (options.length <= count) return options;
  const baseline = baselineOf(options.map(({ merits }) => merits));
  const scored = options.map((option) => ({ option, score: scoreOf(option.merits, baseline) }));
  const fifth = Math.floor(count / 5);
  const take = (key: (one: (typeof scored)[number]) => number, size: number) =>
    [...scored].sort((a, b) => key(a) - key(b) || a.score - b.score).slice(0, size);
  const cheapest = take(({ option }) => option.merits.amount, fifth);
  const fastest = take(({ option }) => option.merits.minutes, fifth);
  const chosen = new Set([...cheapest, ...fastest]);
  for (const one of take(({ score }) => score, count)) {
    if (chosen.size >= count) break;
    chosen.add(one);
  }
  return [...chosen].map(({ option }) => option);
}

type Unranked = Omit<OfferDraft, 'rank' | 'whyRanked'>;

function toDraft(
  { itineraries, brand }: Option,
  { slices, party, currency, airports }: Offering,
  segmentOf: SegmentOf,
): Unranked {
  const built = itineraries.map((itinerary, index) => toSlice(itinerary, brand, { wanted: slices[index], segmentOf }));
  const segments = built.flatMap((slice) => slice.segments);
  const fares = itineraries.flatMap(({ rides }) => rides.map((ride) => fareOf(ride, brand)));
  const priced = segments.map(({ depart, arrive }, index) => {
    const fare = fares[index];
    if (!fare) throw new Error('each segment has a fare');
    return { fare, origin: depart.airport, destination: arrive.airport };
  });
  return {
    ...priceOf(priced, party, currency, airports),
    cabin: brand.cabin,
    fareBrand: brand.code,
    conditions: conditionsOf(fares),
    slices: built,
    seatsLeft: Math.min(mostShownSeats, ...itineraries.map(({ seatsLeft }) => seatsLeft)),
  };
}

/** More than nine seats left are shown as nine, as the field does. */
export const mostShownSeats = 9;

function fareOf(ride: Ride, brand: FareBrand): FlightFare {
  const fare = ride.fares.get(brand.code);
  if (!fare) throw new Error(`${ride.flight.flightId} has no fare in ${brand.code}`);
  return fare;
}

function toSlice(
  { rides, connections, durationMinutes }: Itinerary,
  brand: FareBrand,
  { wanted, segmentOf }: { readonly wanted: SearchSlice | undefined; readonly segmentOf: SegmentOf },
): Slice {
  const segments = rides.map((ride) => segmentOf(ride, brand));
  const origin = segments[0]?.depart.airport ?? wanted?.origin ?? '';
  const destination = segments.at(-1)?.arrive.airport ?? wanted?.destination ?? '';
  return { origin, destination, durationMinutes, segments, connections };
}

type SegmentOf = (ride: Ride, brand: FareBrand) => Segment;

/** A flight is part of many offers: its segment in a brand is made once, and all of them share it. */
function sharedSegments(airports: AirportDirectory): SegmentOf {
  const known = new Map<Ride, Map<FareBrand, Segment>>();
  return (ride, brand) => {
    const byBrand = known.get(ride) ?? new Map<FareBrand, Segment>();
    known.set(ride, byBrand);
    const segment = byBrand.get(brand) ?? toSegment(ride, brand, airports);
    byBrand.set(brand, segment);
    return segment;
  };
}

function toSegment(ride: Ride, brand: FareBrand, airports: AirportDirectory): Segment {
  const { flightId, legs, stages, carrier, number, operating, depart, arrive, aircraft, seatPlanId } = ride.flight;
  const { cabin, bookingClass, fareBasis } = fareOf(ride, brand);
  const durationMinutes = minutesBetween(depart.at, arrive.at);
  const stops = stopsOf(ride.flight, (code) => airports.find(code)?.zone);
  return {
    flightId,
    legs,
    ...(stages && { stages }),
    ...(stops.length > 0 && { stops }),
    carrier,
    number,
    operating,
    depart,
    arrive,
    durationMinutes,
    aircraft,
    seatPlanId,
    cabin,
    bookingClass,
    fareBasis,
  };
}
