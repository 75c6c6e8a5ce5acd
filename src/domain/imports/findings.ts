/** What an import noticed, left out or filled in, by kind, with the sentence that states what was done about it. */
export const findingKinds = {
  codeshare: 'sold under another number by a carrier that does not fly it: shown once, under the operating flight',
  codeshare_alone: 'codeshares whose operating flight is not in the files: kept under the number they have',
  not_for_passengers: 'services that carry no passengers: left out',
  not_sold: 'segments of a flight that nobody may ride by themselves: left out',
  change_of_aircraft: 'flights over several legs with another aircraft on the way: sold leg by leg',
  legs_apart: 'legs of one flight whose periods do not fit together: sold leg by leg',
  airport_unknown: 'airports that no list of airports has: their flights are left out',
  airport_without_zone:
    'airports without a time zone: that of the nearest airport, in the same country where there is one',
  airport_twice: 'airports given twice: the first is taken',
  country_unknown: 'airports in a country without a code: XX',
  aircraft_unknown:
    'aircraft types without a seat plan of their own: that of the nearest in size, by the length of the flight',
  aircraft_not_given: 'flights without an aircraft type: chosen by size or length of the flight',
  arrival_day_not_given:
    'arrivals without a day that would be before their departure, or a day after it: the first such time after the departure',
  times_not_given: 'routes without a timetable: departures spread over the day, elapsed times by distance and aircraft',
  number_not_given: 'routes without flight numbers: numbers of our own',
  offset_differs:
    'flights that do not have the difference to UTC of their time zones all the time: the local departure and the elapsed time stand',
  number_twice:
    'numbers that leave one airport twice on a day, for different places: the later one has a letter behind its number',
  given_twice: 'flights given twice for the same days: the first is taken',
  carrier_unknown: 'carriers that no list of airlines has: shown by their code',
  not_numbered: 'records without a serial number: taken as they are, and a lost one cannot be noticed',
  cancelled: 'flights that were cancelled: left out',
  column_ignored: 'columns of a record of operated flights that say nothing of a timetable: passed over',
  past: 'flights whose last day is over: kept, but nobody can search for them',
  never_flown: 'flights none of whose days of operation lies in their period: left out',
  goes_nowhere: 'flights and routes that end where they began, or stop on the way: left out',
} as const;
export type FindingKind = keyof typeof findingKinds;

export interface Finding {
  readonly kind: FindingKind;
  readonly what: string;
  readonly count: number;
  /** The first few, as `TZX` or `LH400 2026-12-01`. */
  readonly examples: readonly string[];
}

const mostExamples = 8;

/** Counts findings by kind, each example once. */
export function createFindings() {
  const byKind = new Map<FindingKind, { count: number; examples: Set<string> }>();
  return {
    note(kind: FindingKind, example: string): void {
      const known = byKind.get(kind) ?? { count: 0, examples: new Set<string>() };
      byKind.set(kind, known);
      known.count += 1;
      if (known.examples.size < mostExamples) known.examples.add(example);
    },
    /** In the order of the table above. */
    list(): Finding[] {
      const kinds = Object.keys(findingKinds) as FindingKind[];
      return kinds.flatMap((kind) => {
        const found = byKind.get(kind);
        return found ? [{ kind, what: findingKinds[kind], count: found.count, examples: [...found.examples] }] : [];
      });
    },
  };
}
export type Findings = ReturnType<typeof createFindings>;
