import { hash32 } from './chance';

/** How many terminals the larger airports have; the others have one, which nobody names. */
// prettier-ignore
const terminals: Readonly<Record<string, number>> = {
  LHR: 4, LGW: 2, MAN: 3, CDG: 3, ORY: 3, FRA: 2, MUC: 2, BCN: 2, MAD: 4, LIS: 2, MXP: 2, FCO: 2, CPH: 2, DUB: 2, HEL: 2, SVO: 3,
  JFK: 5, EWR: 3, LGA: 3, BOS: 4, ORD: 4, LAX: 7, SFO: 3, DFW: 5, ATL: 2, MIA: 3, SEA: 2, YYZ: 2, MEX: 2, GRU: 3, EZE: 2, BOG: 2,
  DXB: 3, DOH: 2, RUH: 4, JED: 2, CAI: 3, JNB: 2, NBO: 2, CMN: 2, DEL: 3, BOM: 2, SIN: 4, BKK: 2, KUL: 2, MNL: 3, CGK: 3, HKG: 2, TPE: 2,
  PEK: 3, PVG: 2, CAN: 2, ICN: 2, HND: 3, NRT: 3, SYD: 3, MEL: 4, AKL: 2, BNE: 2,
};

/** The terminal a carrier uses at an airport, the same for all its flights; undefined where there is only one. */
export function terminalAt(airport: string, carrier: string): string | undefined {
  const count = terminals[airport];
  return count === undefined ? undefined : String(1 + (hash32(7, `${airport} ${carrier}`) % count));
}
