import { fareBrands } from '../fareBrands';
import type { Cabin } from '../flights';
import type { ScheduledFare } from '../schedules';
import { seatCount, seatPlanOf } from '../seatPlanCatalogue';
import type { Chance } from './chance';

/** A brand's price against the cheapest of economy, in per cent, and the letters it is filed under. */
const filing: Readonly<
  Record<string, { readonly percent: number; readonly bookingClass: string; readonly basis: string }>
> = {
  economy_light: { percent: 100, bookingClass: 'L', basis: 'LLGT' },
  economy_standard: { percent: 128, bookingClass: 'M', basis: 'MSTD' },
  economy_flex: { percent: 215, bookingClass: 'Y', basis: 'YFLX' },
  premium_standard: { percent: 240, bookingClass: 'P', basis: 'PSTD' },
  premium_flex: { percent: 330, bookingClass: 'W', basis: 'WFLX' },
  business_saver: { percent: 460, bookingClass: 'D', basis: 'DSVR' },
  business_flex: { percent: 640, bookingClass: 'J', basis: 'JFLX' },
};

/** Business on short routes is a wider seat at the front, and costs less of a multiple. */
const shortHaulKm = 3_500;
const shortHaulBusinessPercent = 62;

/**
 * One-way fares of a flight on an average day, in whole euro expressed in cents. The cheapest is 29 EUR plus 5.4 cents a
 * kilometre up to 3,500 km and 2.6 cents beyond, times a factor of the flight between 0.82 and 1.28.
 */
export function faresFor(
  chance: Chance,
  flight: string,
  carrier: string,
  seatPlanId: string,
  kilometres: number,
): ScheduledFare[] {
  const plan = seatPlanOf(seatPlanId);
  const near = Math.min(kilometres, shortHaulKm);
  const level = (2_900 + near * 5.4 + (kilometres - near) * 2.6) * (0.82 + 0.46 * chance.share(`fare ${flight}`));
  return fareBrands
    .filter(({ cabin }) => seatCount(plan, cabin) > 0)
    .map(({ code, cabin }): ScheduledFare => {
      const filed = filing[code];
      if (!filed) throw new Error(`fare brand ${code} is not filed`);
      const percent = filed.percent * cabinPercent(cabin, kilometres);
      const cents = Math.round((level * percent) / 10_000 / 100) * 100;
      return { cabin, fareBrand: code, bookingClass: filed.bookingClass, fareBasis: `${filed.basis}${carrier}`, cents };
    });
}

function cabinPercent(cabin: Cabin, kilometres: number): number {
  return cabin === 'business' && kilometres < shortHaulKm ? shortHaulBusinessPercent : 100;
}
