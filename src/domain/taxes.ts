import type { Airport } from './airports';
import { greatCircleMetres } from './distances';
import { isSeated, type PassengerType } from './offers';

/** One tax of one passenger on one departure, in euro cents. */
export interface DueTax {
  readonly code: string;
  readonly cents: number;
}

interface DepartureTax {
  readonly code: string;
  readonly domestic: number;
  readonly abroad: number;
  /** Abroad and farther than `longHaulMetres`. */
  readonly longHaul: number;
}

const longHaulMetres = 3_500_000;

/** Fictional departure taxes of the demo network, in euro cents, by country of departure. Codes are the field's two letters. */
const departureTaxes: Readonly<Record<string, DepartureTax>> = {
  AU: { code: 'AU', domestic: 0, abroad: 3_900, longHaul: 3_900 },
  CH: { code: 'CH', domestic: 1_300, abroad: 1_900, longHaul: 3_200 },
  DE: { code: 'DE', domestic: 1_500, abroad: 1_500, longHaul: 5_900 },
  FR: { code: 'FR', domestic: 740, abroad: 740, longHaul: 4_000 },
  GB: { code: 'GB', domestic: 830, abroad: 1_530, longHaul: 10_500 },
  JP: { code: 'JP', domestic: 0, abroad: 610, longHaul: 610 },
  NL: { code: 'NL', domestic: 2_900, abroad: 2_900, longHaul: 2_900 },
  US: { code: 'US', domestic: 450, abroad: 2_000, longHaul: 2_000 },
};
const otherwise: DepartureTax = { code: 'XT', domestic: 550, abroad: 1_250, longHaul: 2_450 };

/** The airport's charge for each passenger with a seat, and its charge for screening everybody. */
const passengerService: DueTax = { code: 'QX', cents: 1_140 };
const security: DueTax = { code: 'XS', cents: 420 };

/**
 * Taxes of one passenger for one departure. Infants, on a lap or not, pay no departure tax; lap infants no passenger
 * service charge either. They are fixed amounts per airport of departure: fare, brand and cabin do not change them.
 */
export function taxesOf(type: PassengerType, from: Airport, to: Airport): readonly DueTax[] {
  const due: DueTax[] = [];
  if (type === 'adult' || type === 'child') due.push(departureTaxOf(from, to));
  if (isSeated(type)) due.push(passengerService);
  due.push(security);
  return due.filter(({ cents }) => cents > 0);
}

function departureTaxOf(from: Airport, to: Airport): DueTax {
  const tax = departureTaxes[from.country] ?? otherwise;
  if (from.country === to.country) return { code: tax.code, cents: tax.domestic };
  return { code: tax.code, cents: greatCircleMetres(from, to) > longHaulMetres ? tax.longHaul : tax.abroad };
}
