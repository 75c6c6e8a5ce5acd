/** Airports of the demo network, by region of the world; `build-airports.ts` looks everything else up. */
// prettier-ignore
export const selection: Readonly<Record<string, string>> = {
  europe: `LHR LGW STN LCY MAN EDI GLA BHX DUB CDG ORY LYS NCE MRS TLS BOD AMS BRU LUX
    FRA MUC BER DUS HAM STR CGN ZRH GVA VIE INN SZG MAD BCN AGP PMI IBZ ALC VLC SVQ LPA TFS LIS OPO FAO FNC PXO PDL
    FCO MXP LIN VCE NAP BLQ CTA PMO ATH SKG HER CPH OSL BGO TRD TOS LYR ARN GOT HEL KEF FAE WAW KRK
    PRG BUD OTP SOF BEG ZAG SPU DBV TLL RIX VNO IST SAW AYT ESB ADB MLA LCA TIA SVO DME LED KBP`,
  northAmerica: `JFK EWR LGA BOS PHL IAD DCA BWI ATL MIA FLL MCO TPA CLT RDU ORD MDW DTW MSP STL DFW IAH AUS MSY DEN SLC PHX LAS LAX
    SAN SFO SEA PDX ANC HNL OGG YYZ YUL YOW YVR YYC YEG YHZ YWG MEX CUN GDL MTY GOH`,
  latinAmerica: 'PTY SJO GUA HAV SDQ PUJ SJU MBJ BOG MDE UIO GYE LIM CUZ SCL EZE AEP MVD ASU LPB GRU GIG BSB SSA REC FOR CCS',
  africa: 'CAI CMN RAK TUN ALG DKR ACC LOS ABV ADD NBO MBA DAR ZNZ EBB KGL JNB CPT DUR HLE MRU SEZ TNR WDH HRE LUN RUN',
  middleEast: 'DXB AUH DOH BAH KWI RUH JED MCT AMM BEY TLV BGW IKA',
  asia: `DEL BOM BLR MAA HYD CCU COK CMB MLE KTM DAC KHI LHE ISB TAS ALA GYD TBS EVN SIN KUL PEN BKK DMK HKT CNX SGN HAN DAD PNH REP RGN
    CGK DPS SUB MNL CEB HKG TPE PEK PKX PVG SHA CAN SZX CTU XIY KMG HGH ICN GMP PUS CJU NRT HND KIX NGO FUK CTS OKA ULN MFM`,
  oceania: 'SYD MEL BNE PER ADL CBR OOL CNS DRW AKL WLG CHC ZQN NAN PPT APW TBU POM NOU GUM LDH',
};

/** The file knows the airport of Berlin under the code it had before it was rebuilt in 2020. */
export const renamedCodes: Readonly<Record<string, string>> = { SXF: 'BER' };

/** Metropolitan codes where they differ from the airport's. Every other airport is its own city. */
// prettier-ignore
export const cityCodes: Readonly<Record<string, string>> = {
  LHR: 'LON', LGW: 'LON', STN: 'LON', LCY: 'LON', CDG: 'PAR', ORY: 'PAR', MXP: 'MIL', LIN: 'MIL', FCO: 'ROM', SVO: 'MOW', DME: 'MOW',
  SAW: 'IST', ARN: 'STO', OTP: 'BUH', KBP: 'IEV', KEF: 'REK', TFS: 'TCI',
  JFK: 'NYC', EWR: 'NYC', LGA: 'NYC', IAD: 'WAS', DCA: 'WAS', ORD: 'CHI', MDW: 'CHI', DTW: 'DTT', IAH: 'HOU', YYZ: 'YTO', YUL: 'YMQ',
  YEG: 'YEA', EZE: 'BUE', AEP: 'BUE', GRU: 'SAO', GIG: 'RIO', NRT: 'TYO', HND: 'TYO', KIX: 'OSA', CTS: 'SPK', ICN: 'SEL', GMP: 'SEL',
  PEK: 'BJS', PKX: 'BJS', PVG: 'SHA', DMK: 'BKK', CGK: 'JKT', IKA: 'THR', XIY: 'SIA',
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
  IST: 'Europe/Istanbul', DOH: 'Asia/Qatar', HYD: 'Asia/Kolkata', ISB: 'Asia/Karachi', PKX: 'Asia/Shanghai', HLE: 'Atlantic/St_Helena',
  // Another country's or region's zone.
  GVA: 'Europe/Zurich', MEL: 'Australia/Melbourne', TAS: 'Asia/Tashkent', ALA: 'Asia/Almaty', REC: 'America/Recife',
  SSA: 'America/Bahia', MTY: 'America/Monterrey', YWG: 'America/Winnipeg',
  // Superseded names of the right zone.
  DEL: 'Asia/Kolkata', BOM: 'Asia/Kolkata', BLR: 'Asia/Kolkata', MAA: 'Asia/Kolkata', CCU: 'Asia/Kolkata', COK: 'Asia/Kolkata',
  KTM: 'Asia/Kathmandu', SGN: 'Asia/Ho_Chi_Minh', HAN: 'Asia/Ho_Chi_Minh', DAD: 'Asia/Ho_Chi_Minh', RGN: 'Asia/Yangon',
  FAE: 'Atlantic/Faroe', GOH: 'America/Nuuk', EZE: 'America/Argentina/Buenos_Aires', AEP: 'America/Argentina/Buenos_Aires', KBP: 'Europe/Kyiv',
};

/** Cities as travellers write them today, where the file has a district, an old name or a spelling without accents. */
// prettier-ignore
const cities: Readonly<Record<string, string>> = {
  DUS: 'Düsseldorf', ZRH: 'Zürich', AGP: 'Málaga', PMI: 'Palma de Mallorca', SVQ: 'Seville', MXP: 'Milan', GOT: 'Gothenburg', LUX: 'Luxembourg',
  TLL: 'Tallinn', KEF: 'Reykjavík', FAE: 'Vágar', TOS: 'Tromsø', LYR: 'Longyearbyen', KRK: 'Kraków', KBP: 'Kyiv', ADB: 'İzmir', LED: 'Saint Petersburg',
  EWR: 'New York', RDU: 'Raleigh-Durham', DFW: 'Dallas', CUN: 'Cancún', YUL: 'Montréal', GOH: 'Nuuk',
  MDE: 'Medellín', BOG: 'Bogotá', CUZ: 'Cusco', ASU: 'Asunción', GRU: 'São Paulo', GIG: 'Rio de Janeiro', BSB: 'Brasília',
  ALG: 'Algiers', DAR: 'Dar es Salaam', MRU: 'Port Louis', SEZ: 'Mahé', RUN: 'Saint-Denis', HLE: 'Jamestown', RAK: 'Marrakesh',
  TLV: 'Tel Aviv', MAA: 'Chennai', BLR: 'Bengaluru', MLE: 'Malé', ALA: 'Almaty', DAD: 'Da Nang', PNH: 'Phnom Penh', REP: 'Siem Reap',
  DPS: 'Denpasar (Bali)', CJU: 'Jeju', ULN: 'Ulaanbaatar', OOL: 'Gold Coast', ZQN: 'Queenstown', NAN: 'Nadi', APW: 'Apia', TBU: "Nuku'alofa",
  GUM: 'Guam', NOU: 'Nouméa', SXF: 'Berlin',
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
const countries: Readonly<Record<string, string>> = { FAE: 'FO', GUM: 'GU', HLE: 'SH', MFM: 'MO', RGN: 'MM' };

export function correctionOf(code: string): Correction {
  const [zone, city, name, country] = [zones[code], cities[code], names[code], countries[code]];
  return { ...(zone && { zone }), ...(city && { city }), ...(name && { name }), ...(country && { country }) };
}
