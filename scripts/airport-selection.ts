/** Airports of the demo network, by region of the world; `build-airports.ts` looks everything else up. */
// prettier-ignore
export const selection: Readonly<Record<string, string>> = {
  europe: `LHR LGW MAN EDI DUB CDG ORY NCE AMS BRU LUX
    FRA MUC BER DUS HAM ZRH GVA VIE INN MAD BCN AGP PMI ALC LPA TFS LIS OPO FAO FNC PXO PDL
    FCO MXP VCE NAP ATH HER CPH OSL BGO TOS LYR ARN GOT HEL KEF FAE WAW KRK
    PRG BUD OTP ZAG SPU DBV RIX IST SAW AYT MLA LCA SVO KBP`,
  northAmerica: `JFK EWR LGA BOS IAD DCA ATL MIA MCO CLT ORD DTW MSP DFW IAH DEN SLC PHX LAS LAX
    SAN SFO SEA PDX ANC HNL YYZ YUL YVR YYC YEG MEX CUN GOH`,
  latinAmerica: 'PTY SJO HAV SDQ PUJ MBJ BOG MDE LIM CUZ SCL EZE MVD GRU GIG SSA CCS',
  africa: 'CAI CMN TUN DKR ACC LOS ADD NBO DAR ZNZ EBB JNB CPT HLE MRU SEZ TNR',
  middleEast: 'DXB AUH DOH BAH KWI RUH JED MCT AMM BEY TLV BGW IKA',
  asia: `DEL BOM BLR MAA HYD CCU CMB MLE KTM DAC KHI TAS ALA TBS SIN KUL BKK HKT SGN HAN PNH RGN
    CGK DPS MNL CEB HKG TPE PEK PVG CAN SZX CTU ICN PUS NRT HND KIX NGO FUK CTS ULN`,
  oceania: 'SYD MEL BNE PER ADL CNS DRW AKL WLG CHC ZQN NAN PPT APW TBU POM LDH',
};

/** The file knows the airport of Berlin under the code it had before it was rebuilt in 2020. */
export const renamedCodes: Readonly<Record<string, string>> = { SXF: 'BER' };

/** Metropolitan codes where they differ from the airport's. Every other airport is its own city. */
// prettier-ignore
export const cityCodes: Readonly<Record<string, string>> = {
  LHR: 'LON', LGW: 'LON', CDG: 'PAR', ORY: 'PAR', MXP: 'MIL', FCO: 'ROM', SVO: 'MOW',
  SAW: 'IST', ARN: 'STO', OTP: 'BUH', KBP: 'IEV', KEF: 'REK', TFS: 'TCI',
  JFK: 'NYC', EWR: 'NYC', LGA: 'NYC', IAD: 'WAS', DCA: 'WAS', ORD: 'CHI', DTW: 'DTT', IAH: 'HOU', YYZ: 'YTO', YUL: 'YMQ',
  YEG: 'YEA', EZE: 'BUE', GRU: 'SAO', GIG: 'RIO', NRT: 'TYO', HND: 'TYO', KIX: 'OSA', CTS: 'SPK', ICN: 'SEL',
  PEK: 'BJS', PVG: 'SHA', CGK: 'JKT', IKA: 'THR',
};

/** Metropolitan codes of airports that the demo network does not fly to, for networks from files. */
// prettier-ignore
export const otherCityCodes: Readonly<Record<string, string>> = {
  LCY: 'LON', LTN: 'LON', SEN: 'LON', STN: 'LON', BVA: 'PAR', LBG: 'PAR', BGY: 'MIL', LIN: 'MIL', CIA: 'ROM', TSF: 'VCE',
  BMA: 'STO', NYO: 'STO', VST: 'STO', RYG: 'OSL', TRF: 'OSL', SXF: 'BER', TXL: 'BER', BHD: 'BFS', PIK: 'GLA', RKV: 'REK', TFN: 'TCI',
  DME: 'MOW', VKO: 'MOW', ZIA: 'MOW', BBU: 'BUH', ISL: 'IST', ESB: 'ANK', ADB: 'IZM', BSL: 'EAP', MLH: 'EAP',
  BWI: 'WAS', MDW: 'CHI', DET: 'DTT', YIP: 'DTT', EFD: 'HOU', BKL: 'CLE', YTZ: 'YTO', YHU: 'YMQ',
  AEP: 'BUE', CGH: 'SAO', VCP: 'SAO', SDU: 'RIO', CNF: 'BHZ', PLU: 'BHZ', VVI: 'SRZ', UVF: 'SLU',
  ITM: 'OSA', UKB: 'OSA', NKM: 'NGO', OKD: 'SPK', GMP: 'SEL', NAY: 'BJS', PKX: 'BJS', TSA: 'TPE', HLP: 'JKT', SZB: 'KUL', DMK: 'BKK',
  DWC: 'DXB', WIL: 'NBO', HLA: 'JNB',
};

interface Correction {
  readonly zone?: string;
  readonly city?: string;
  readonly name?: string;
  readonly country?: string;
}

/**
 * Time zones the file has wrong or not at all, each with the reason, checked against the tables of the IANA database.
 * (GVA is in the zone of Basel and Zurich, not of Paris, although both show the same time now.)
 */
// prettier-ignore
const zones: Readonly<Record<string, string>> = {
  // Missing.
  IST: 'Europe/Istanbul', DOH: 'Asia/Qatar', HYD: 'Asia/Kolkata', HLE: 'Atlantic/St_Helena',
  // Another country's or region's zone.
  GVA: 'Europe/Zurich', MEL: 'Australia/Melbourne', TAS: 'Asia/Tashkent', ALA: 'Asia/Almaty',
  SSA: 'America/Bahia',
  // Superseded names of the right zone.
  DEL: 'Asia/Kolkata', BOM: 'Asia/Kolkata', BLR: 'Asia/Kolkata', MAA: 'Asia/Kolkata', CCU: 'Asia/Kolkata',
  KTM: 'Asia/Kathmandu', SGN: 'Asia/Ho_Chi_Minh', HAN: 'Asia/Ho_Chi_Minh', RGN: 'Asia/Yangon',
  FAE: 'Atlantic/Faroe', GOH: 'America/Nuuk', EZE: 'America/Argentina/Buenos_Aires', KBP: 'Europe/Kyiv',
};

/** Cities as travellers write them today, where the file has a district, an old name or a spelling without accents. */
// prettier-ignore
const cities: Readonly<Record<string, string>> = {
  DUS: 'Düsseldorf', ZRH: 'Zürich', AGP: 'Málaga', PMI: 'Palma de Mallorca', MXP: 'Milan', GOT: 'Gothenburg', LUX: 'Luxembourg',
  KEF: 'Reykjavík', FAE: 'Vágar', TOS: 'Tromsø', LYR: 'Longyearbyen', KRK: 'Kraków', KBP: 'Kyiv',
  EWR: 'New York', DFW: 'Dallas', CUN: 'Cancún', YUL: 'Montréal', GOH: 'Nuuk',
  MDE: 'Medellín', BOG: 'Bogotá', CUZ: 'Cusco', GRU: 'São Paulo', GIG: 'Rio de Janeiro',
  DAR: 'Dar es Salaam', MRU: 'Port Louis', SEZ: 'Mahé', HLE: 'Jamestown',
  TLV: 'Tel Aviv', MAA: 'Chennai', BLR: 'Bengaluru', MLE: 'Malé', ALA: 'Almaty', PNH: 'Phnom Penh',
  DPS: 'Denpasar (Bali)', ULN: 'Ulaanbaatar', ZQN: 'Queenstown', NAN: 'Nadi', APW: 'Apia', TBU: "Nuku'alofa",
  SXF: 'Berlin',
};

const names: Readonly<Record<string, string>> = {
  SXF: 'Berlin Brandenburg Airport',
  LIS: 'Lisbon Humberto Delgado Airport',
  TOS: 'Tromsø Langnes Airport',
  OSL: 'Oslo Gardermoen Airport',
  LAS: 'Harry Reid International Airport',
  GOH: 'Nuuk Airport',
  HEL: 'Helsinki-Vantaa Airport',
  FCO: 'Rome Fiumicino Leonardo da Vinci Airport',
  CDG: 'Paris Charles de Gaulle Airport',
  GRU: 'São Paulo Guarulhos International Airport',
};

/** The file's name of the country is not in its own table of countries, or means another code than the airport's. */
const countries: Readonly<Record<string, string>> = { FAE: 'FO', HLE: 'SH', RGN: 'MM' };

export function correctionOf(code: string): Correction {
  const [zone, city, name, country] = [zones[code], cities[code], names[code], countries[code]];
  return { ...(zone && { zone }), ...(city && { city }), ...(name && { name }), ...(country && { country }) };
}
