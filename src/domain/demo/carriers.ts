/** A fictional airline. Codes are not assigned to any real one: those with 0 and 1 beside a letter are avoided in practice. */
export interface Carrier {
  readonly code: string;
  readonly name: string;
  readonly hubs: readonly Hub[];
}

export interface Hub {
  readonly airport: string;
  /** Short-haul spokes: so many airports within this radius in kilometres, the nearer the likelier. */
  readonly spokes: number;
  readonly radiusKm: number;
  /** Long-haul and trunk destinations, flown from here and back. */
  readonly trunks: string;
}

const hub = (airport: string, spokes: number, radiusKm: number, trunks = ''): Hub => ({
  airport,
  spokes,
  radiusKm,
  trunks,
});

export const carriers: readonly Carrier[] = [
  {
    code: 'K0',
    name: 'Aurora Demo Air',
    hubs: [
      hub(
        'LHR',
        24,
        2_200,
        'JFK EWR BOS IAD ORD ATL MIA LAX SFO SEA YYZ YVR MEX GRU EZE DXB DEL BOM SIN HKG PEK PVG HND JNB CPT NBO LOS CAI TLV MLE',
      ),
    ],
  },
  {
    code: 'F0',
    name: 'Falcon Sample Air',
    hubs: [
      hub(
        'FRA',
        24,
        2_200,
        'JFK ORD IAD LAX SFO YYZ MEX GRU BOG DXB DEL BOM BLR SIN BKK HKG PVG PEK NRT ICN JNB NBO CAI ALA',
      ),
      hub('MUC', 9, 1_600, 'JFK ORD LAX DXB DEL HND PEK SIN'),
      hub('ZRH', 8, 1_600, 'JFK MIA GRU BKK SIN HKG JNB'),
      hub('VIE', 8, 1_500, 'IAD BKK DEL TBS'),
    ],
  },
  {
    code: 'L0',
    name: 'Lusitania Demo Air',
    hubs: [
      hub('LIS', 9, 2_400, 'JFK EWR BOS MIA YYZ GRU GIG SSA CCS DKR ACC LOS MAD'),
      hub('MAD', 10, 2_200, 'JFK MIA MEX HAV SDQ BOG LIM SCL EZE MVD GRU DOH PVG'),
    ],
  },
  {
    code: 'H0',
    name: 'Hexagon Demo Air',
    hubs: [
      hub(
        'CDG',
        22,
        2_200,
        'JFK BOS IAD ATL MIA ORD LAX SFO YUL YYZ MEX HAV GRU BOG LIM SCL EZE DXB BEY DEL BOM SIN BKK HKG PVG PEK HND ICN JNB NBO LOS DKR TNR MRU',
      ),
      hub(
        'AMS',
        22,
        1_900,
        'JFK ATL DTW MSP SFO YYZ YYC PTY GRU LIM DXB DEL SIN KUL DPS HKG PEK NRT ICN NBO DAR EBB CPT',
      ),
    ],
  },
  {
    code: 'W0',
    name: 'Northwind Demo Air',
    hubs: [
      hub('CPH', 10, 1_700, 'JFK EWR ORD SFO BKK NRT PVG KEF'),
      hub('HEL', 7, 1_700, 'JFK BKK SIN HKG HND ICN PVG DEL'),
      hub('KEF', 4, 2_600, 'JFK BOS IAD YYZ SEA ORD LHR CDG AMS FRA'),
      hub('OSL', 6, 1_500, 'JFK'),
      hub('ARN', 6, 1_400, 'EWR ORD'),
    ],
  },
  {
    code: 'Z1',
    name: 'Pigeon Demo Hop',
    hubs: [
      hub('LGW', 8, 2_400),
      hub('BCN', 8, 1_800),
      hub('BER', 8, 2_000),
      hub('ORY', 6, 1_800),
      hub('MXP', 7, 1_700),
      hub('FCO', 8, 1_700),
      hub('DUB', 6, 2_000),
      hub('WAW', 6, 1_700),
    ],
  },
  {
    code: '0T',
    name: 'Bosporus Demo Air',
    hubs: [
      hub(
        'IST',
        22,
        2_400,
        'JFK ORD IAD LAX YYZ GRU BOG LHR CDG FRA AMS MAD LIS BCN MUC VIE DXB DEL BOM KTM DAC SIN BKK KUL HKG PEK HND ICN ADD NBO DAR JNB LOS ACC TAS ALA SVO ULN',
      ),
      hub('ATH', 7, 1_500, 'JFK'),
      hub('SVO', 6, 2_200, 'DXB TAS ALA PEK DEL'),
    ],
  },
  {
    code: '0F',
    name: 'Gulf Pattern Airways',
    hubs: [
      hub(
        'DXB',
        18,
        2_600,
        'LHR MAN CDG FRA MUC FCO MAD ARN VIE JFK IAD ORD LAX IAH YYZ GRU SYD MEL BNE PER AKL SIN BKK KUL CGK MNL HKG PVG PEK HND ICN JNB CPT NBO ADD LOS ACC CMN MRU SEZ',
      ),
      hub(
        'DOH',
        14,
        2_400,
        'LHR CDG FRA FCO BCN ATH JFK DFW MIA YUL GRU SYD MEL PER SIN BKK DPS HAN HKG CAN NRT JNB CPT NBO TUN',
      ),
    ],
  },
  {
    code: '0S',
    name: 'Savanna Demo Air',
    hubs: [
      hub('JNB', 4, 2_600, 'LHR FRA JFK GRU SYD PER DXB BOM HKG NBO LOS ACC MRU'),
      hub('NBO', 6, 2_600, 'LHR CDG AMS JFK DXB BOM CAN LOS ACC'),
      hub('ADD', 6, 2_600, 'FRA IAD DXB DEL PVG LOS ACC DKR'),
      hub('CAI', 6, 2_400, 'LHR CDG JFK DXB JED'),
      hub('LOS', 5, 2_000, 'LHR CDG IST DXB JNB NBO ADD CAI ACC DKR ATL'),
      hub('CMN', 4, 2_000, 'JFK YUL CDG LHR DKR ACC LOS TUN CAI'),
    ],
  },
  {
    code: '0L',
    name: 'Liberty Demo Lines',
    hubs: [
      hub('JFK', 12, 2_200, 'LAX SFO SEA DEN PHX LAS LHR CDG FRA AMS MAD FCO DUB TLV GRU EZE BOG SDQ PUJ HND ICN DEL'),
      hub('ATL', 11, 1_900, 'LAX SFO SEA LHR CDG AMS FRA GRU BOG LIM MEX HND ICN JNB HNL'),
      hub('ORD', 10, 1_900, 'LAX SFO SEA PDX ANC HNL LHR FRA CDG HND PVG DEL MEX'),
      hub('MIA', 7, 2_000, 'LHR MAD LIS LAX SFO BOG MDE PTY LIM SCL EZE GRU GIG HAV MBJ CCS SJO'),
    ],
  },
  {
    code: '0R',
    name: 'Rockies Demo Air',
    hubs: [
      hub('DFW', 9, 2_000, 'JFK BOS SEA HNL LHR MAD FRA NRT ICN GRU EZE LIM SCL BOG MEX'),
      hub('DEN', 8, 2_000, 'BOS MIA LHR FRA NRT HNL ANC'),
      hub('LAX', 12, 1_900, 'BOS IAD LHR CDG HND NRT ICN TPE HKG PVG SIN MNL SYD MEL AKL BNE PPT NAN HNL MEX SCL GRU'),
      hub('SFO', 6, 1_900, 'BOS EWR IAD LHR FRA HND ICN TPE HKG PVG SIN SYD AKL DEL BLR HNL'),
      hub('SEA', 4, 1_700, 'ANC HNL HND ICN TPE'),
    ],
  },
  {
    code: '0K',
    name: 'Maple Demo Air',
    hubs: [
      hub('YYZ', 8, 2_000, 'YVR YYC YEG LHR CDG FRA LIS TLV DEL HKG HND PVG GRU BOG SCL MBJ PUJ CUN LAX SFO'),
      hub('YVR', 4, 1_600, 'LHR HND ICN HKG PVG TPE SYD AKL HNL MEX'),
    ],
  },
  {
    code: 'I0',
    name: 'Condoria Demo Air',
    hubs: [
      hub('BOG', 7, 2_200, 'MAD LHR JFK MIA LAX MEX GRU EZE SCL'),
      hub('PTY', 6, 2_200, 'JFK IAD LAX ORD GRU EZE SCL MVD'),
      hub('LIM', 4, 2_200, 'MAD LAX MIA JFK MEX EZE GRU'),
      hub('GRU', 7, 2_600, 'LIS MAD LHR CDG FRA JFK MIA MCO MEX JNB LOS SCL BOG LIM'),
      hub('SCL', 4, 2_000, 'MAD MIA LAX SYD AKL GRU'),
      hub('MEX', 6, 2_000, 'MAD CDG LAX SFO JFK ORD BOG LIM SCL EZE'),
    ],
  },
  {
    code: '0H',
    name: 'Himal Demo Air',
    hubs: [
      hub('DEL', 8, 2_300, 'LHR CDG FRA JFK SFO YYZ DXB AUH DOH SIN BKK HKG NRT ICN SYD MEL NBO'),
      hub('BOM', 6, 2_000, 'LHR FRA EWR DXB AUH MCT RUH SIN BKK HKG NBO MRU'),
    ],
  },
  {
    code: '0Q',
    name: 'Lotus Sample Airways',
    hubs: [
      hub(
        'SIN',
        16,
        2_700,
        'LHR CDG FRA ZRH IST DXB DEL BOM MAA BLR CMB HKG TPE PVG PEK HND KIX ICN SYD MEL BNE PER ADL AKL CHC JNB SFO',
      ),
      hub('BKK', 9, 2_400, 'LHR CDG FRA CPH IST DXB DEL BOM CMB HND KIX ICN PEK PVG SYD MEL'),
      hub('KUL', 6, 2_300, 'LHR DXB DEL BOM MAA CMB HKG PEK NRT ICN SYD MEL PER JED'),
    ],
  },
  {
    code: '0I',
    name: 'Jade Sample Air',
    hubs: [
      hub('HKG', 8, 2_600, 'LHR FRA CDG AMS JFK LAX SFO YVR YYZ DXB DEL BOM SYD MEL BNE PER AKL JNB CMB'),
      hub('PEK', 8, 2_200, 'LHR CDG FRA JFK LAX SFO YVR DXB SVO DEL SYD MEL'),
      hub('PVG', 7, 2_000, 'LHR CDG FRA JFK LAX SFO SYD MEL AKL DXB'),
      hub('CAN', 6, 2_000, 'LHR CDG LAX JFK SYD MEL DXB NBO ADD'),
    ],
  },
  {
    code: '0Z',
    name: 'Sakura Demo Air',
    hubs: [
      hub('HND', 7, 1_800, 'LHR CDG FRA JFK LAX SFO HNL SYD SIN BKK HKG DEL'),
      hub('NRT', 6, 2_600, 'LHR JFK ORD LAX SFO YVR HNL SYD BNE CNS SIN BKK KUL SGN HAN MNL CGK'),
      hub('ICN', 8, 2_300, 'LHR CDG FRA JFK ATL LAX SFO SEA YVR HNL SIN BKK KUL SGN DPS CGK SYD AKL DEL TAS ULN'),
    ],
  },
  {
    code: '0U',
    name: 'Southern Cross Sample Air',
    hubs: [
      hub('SYD', 7, 3_400, 'LAX SFO DFW HNL YVR SCL JNB SIN BKK HKG PVG HND MNL DPS CGK DEL NAN APW TBU'),
      hub('MEL', 4, 3_000, 'LAX SIN BKK HKG DPS PVG'),
      hub('BNE', 4, 2_600, 'LAX SIN HKG NRT POM NAN'),
      hub('AKL', 4, 2_600, 'LAX SFO HNL IAH SIN HKG PVG NAN APW TBU PPT'),
      hub('PER', 4, 3_000, 'SIN KUL DPS LHR MRU'),
      hub('NAN', 4, 1_500, 'HNL'),
    ],
  },
];

export const sandboxAir = { code: 'X0', name: 'Sandbox Air', hubs: [] } as const satisfies Carrier;
