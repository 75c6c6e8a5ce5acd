import { fleet, type AircraftType } from '../demo/fleet';
import { seatPlanIds, seatPlanOf } from '../seatPlanCatalogue';

/** IATA type codes by the seat plan that comes nearest: same class, about as many seats. */
// prettier-ignore
const typesOfPlan: Readonly<Record<string, string>> = {
  'AT7-72': `ATR AT4 AT5 AT7 ATP DH1 DH2 DH3 DH4 DH7 DH8 DHT SF3 S20 F50 D38 EM2 J31 J32 J41 SWM BE1 BEH BES BET BEC CNA CNC CN1 CNJ
    BNI DHP DHL L4T AN4 A40 YN2 YN7 MA6 SH6 PAG PL2 PC2 SFB D28 A58 EMB I14 HS7 NDE CS5 T20`,
  'E90-104': `E70 E75 E7W E90 E95 E92 290 295 ERJ ER3 ER4 ERD EMJ CRJ CR1 CR2 CR7 CR9 CRK CRA F70 100 F28 AR1 AR7 AR8 ARJ 141 142 143 146
    SU9 FRJ A81 YK2 YK4 717`,
  '223-137': '221 223 BCS 318 31A 319 736 73G 73W 73C 735 733 DC9 D93 D94 D95 M87 7M7',
  '320-166': '320 32A 32N 32S 734 737 73H 738 73J 7M8 7S8 MAX 739 73M 73N 73R 73Q 732 M80 M81 M82 M83 M88 M90 TU3 TU5 722 721 727 32C 32B 920 C92',
  '321-208': '321 32Q 752 753 757 75W 75T 7M9 7MJ',
  '789-283': `788 789 781 787 78J 332 333 330 338 339 33X 343 342 340 310 312 313 AB4 AB6 AB3 762 763 764 767 76W IL9 ILW M11 D1C D10 L10`,
  '359-303': '359 351 350 345 346',
  '77W-348': '77W 77L 772 773 777 77X 779 778 744 747 74E 74M 74H 74N 748 74Y 741 742 743 380 388',
};

const planOfType: ReadonlyMap<string, string> = new Map(
  Object.entries(typesOfPlan).flatMap(([plan, types]) => types.split(/\s+/).map((type) => [type, plan] as const)),
);

/** The seat plan with which a type is sold; undefined for a type we have never heard of. */
export function seatPlanOfType(aircraft: string): string | undefined {
  return planOfType.get(aircraft);
}

/** Without a known type the length of the flight decides. */
export function seatPlanForDistance(metres: number): string {
  if (metres < 600_000) return 'AT7-72';
  return metres < 5_500_000 ? '320-166' : '789-283';
}

/** The plan whose number of seats is nearest; of two the smaller. */
export function seatPlanForSeats(seats: number): string {
  const bySize = [...seatPlanIds].sort((a, b) => seatPlanOf(a).seats.size - seatPlanOf(b).seats.size);
  const away = (plan: string): number => Math.abs(seatPlanOf(plan).seats.size - seats);
  return bySize.reduce((best, plan) => (away(plan) < away(best) ? plan : best));
}

/** The type whose speed stands for all that share its seat plan. */
export function typeOfPlan(seatPlanId: string): AircraftType {
  const found = fleet.find((type) => type.seatPlanId === seatPlanId);
  if (!found) throw new Error(`no type of the fleet has the seat plan ${seatPlanId}`);
  return found;
}
