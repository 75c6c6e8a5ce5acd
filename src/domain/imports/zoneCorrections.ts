/**
 * Time zones of airports that OpenFlights has wrong, or lacks where the nearest airport is in another zone. Most of these regions left
 * the zone of their neighbours after the list was made; the reasons are in the comments of the IANA database.
 */
// prettier-ignore
const airportsOfZone: Readonly<Record<string, string>> = {
  'America/Whitehorse': 'YXY YMA YQH YXQ YZW YHT YDB ZFA XRR', 'America/Dawson': 'YDA YOC', 'America/Halifax': 'YGR',
  'America/Chihuahua': 'CUU NCG', 'America/Ciudad_Juarez': 'CJS', 'America/Matamoros': 'MAM REX NLD PDS',
  'America/Punta_Arenas': 'PUQ PNT WPR WPU TNM', 'America/Coyhaique': 'BBA CCH GXQ', 'America/Noronha': 'FEN',
  'America/St_Barthelemy': 'SBH',
  'Asia/Nicosia': 'AKT', 'Europe/Saratov': 'RTW BWO',
  'Pacific/Bougainville': 'BUA', 'Pacific/Kiritimati': 'CXI', 'Pacific/Wake': 'AWK',
};

const zoneOfAirport: ReadonlyMap<string, string> = new Map(
  Object.entries(airportsOfZone).flatMap(([zone, codes]) => codes.split(' ').map((code) => [code, zone] as const)),
);

/** The zone that an airport is in, whatever OpenFlights says; undefined where it is right. */
export function correctedZone(code: string): string | undefined {
  return zoneOfAirport.get(code);
}
