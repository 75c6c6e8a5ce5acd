import { daysBetween, isoWeekday, plusDays } from '../instants';
import { fliesOn, type LegSchedule } from '../schedules';

/**
 * Schedules of single days put together: a table of operated flights has a line for each day, and a pair with hundreds of
 * schedules would be read for each search of it. What flies on which date stays the same, to the minute.
 */
export function joinDates(schedules: readonly LegSchedule[]): LegSchedule[] {
  const groups = new Map<string, LegSchedule[]>();
  const joined: LegSchedule[] = [];
  for (const schedule of schedules) {
    if (schedule.validFrom !== schedule.validTo) {
      joined.push(schedule);
      continue;
    }
    const key = JSON.stringify({ ...schedule, validFrom: '', validTo: '', days: 0 });
    const group = groups.get(key);
    if (group) group.push(schedule);
    else groups.set(key, [schedule]);
  }
  return [...joined, ...[...groups.values()].flatMap(periodsOf)];
}

/** As few periods with days of the week as give these days and no others. */
function periodsOf(dates: readonly LegSchedule[]): LegSchedule[] {
  const periods: LegSchedule[] = [];
  let flown: string[] = [];
  for (const one of [...dates].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    const last = periods.at(-1);
    // Given twice is not flown twice.
    if (last?.validTo === one.validFrom) continue;
    const days = 1 << (isoWeekday(one.validFrom) - 1);
    const longer = last && { ...last, validTo: one.validTo, days: last.days | days };
    if (longer && datesOf(longer).join() === [...flown, one.validFrom].join()) {
      periods[periods.length - 1] = longer;
      flown.push(one.validFrom);
    } else {
      periods.push({ ...one, days });
      flown = [one.validFrom];
    }
  }
  return periods;
}

function datesOf(schedule: LegSchedule): string[] {
  const { validFrom, validTo } = schedule;
  const dates = Array.from({ length: daysBetween(validFrom, validTo) + 1 }, (_, day) => plusDays(validFrom, day));
  return dates.filter((on) => fliesOn(schedule, on));
}
