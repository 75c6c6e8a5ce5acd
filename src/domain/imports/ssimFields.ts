import { isoDate, type IsoDate } from '../instants';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** What `00XXX00` means as the end of a period: until further notice. */
export const untilFurtherNotice = isoDate('2099-12-31');

/** `24DEC26` as a date of this century; undefined when it is none. */
export function ssimDate(text: string): IsoDate | undefined {
  const match = /^(\d\d)([A-Z]{3})(\d\d)$/.exec(text);
  const month = months.indexOf(match?.[2] ?? '') + 1;
  if (!match || month === 0) return undefined;
  const [, day = '', , year = ''] = match;
  const date = `20${year}-${String(month).padStart(2, '0')}-${day}`;
  const exists = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(exists.getTime()) || exists.toISOString().slice(0, 10) !== date ? undefined : isoDate(date);
}

/** The days of operation `1 3 5  ` as bits, Monday is 1: each digit stands in its own place. */
export function ssimDays(text: string): number | undefined {
  if (!/^[1-7 ]{7}$/.test(text)) return undefined;
  let mask = 0;
  for (let place = 0; place < 7; place++) {
    if (text[place] === ' ') continue;
    if (text[place] !== String(place + 1)) return undefined;
    mask |= 1 << place;
  }
  return mask === 0 ? undefined : mask;
}

/** `0715` as minutes after midnight; `2400` is the midnight at the end of the day. */
export function ssimTime(text: string): number | undefined {
  if (!/^\d{4}$/.test(text)) return undefined;
  const [hours, minutes] = [Number(text.slice(0, 2)), Number(text.slice(2))];
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 1440 ? total : undefined;
}

/** `+0530` as minutes ahead of UTC. */
export function ssimVariation(text: string): number | undefined {
  const match = /^([+-])(\d\d)([0-5]\d)$/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (minutes > 15 * 60) return undefined;
  return match[1] === '-' && minutes > 0 ? -minutes : minutes;
}

/** Days after the flight's date: a digit, `A` for the day before, blank where the file does not say. */
export function ssimDateVariation(character: string): number | 'not given' | undefined {
  if (character === ' ') return 'not given';
  if (character === 'A') return -1;
  return /^\d$/.test(character) ? Number(character) : undefined;
}

/** `LH  400 ` or `LH0400A` as carrier and number; undefined for anything else, number 0 included. */
export function ssimFlight(
  carrier: string,
  digits: string,
  suffix: string,
): { carrier: string; number: string } | undefined {
  const designator = carrier.trimEnd();
  if (!/^[A-Z0-9]{2}[A-Z]?$/.test(designator) || !/^ *\d{1,4}$/.test(digits) || !/^[A-Z ]?$/.test(suffix))
    return undefined;
  const number = Number(digits);
  return number === 0 ? undefined : { carrier: designator, number: `${number}${suffix.trim()}` };
}

/** The flights named by DEI 10 or 50, `LH 0400/UA 8830A`. Undefined when one of them is no flight. */
export function ssimFlightList(text: string): { carrier: string; number: string }[] | undefined {
  const found = text
    .trim()
    .split('/')
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const match = /^\s*([A-Z0-9]{2}[A-Z]?)\s*(\d{1,4})\s*([A-Z]?)\s*$/.exec(one);
      return match ? ssimFlight(match[1] ?? '', match[2] ?? '', match[3] ?? '') : undefined;
    });
  return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
}
