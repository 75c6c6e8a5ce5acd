/** Names under which lists of airports still have a country, where the region names of today's dictionaries differ. */
// prettier-ignore
const otherNames: Readonly<Record<string, string>> = {
  'Antigua and Barbuda': 'AG', 'Bosnia and Herzegovina': 'BA', Burma: 'MM', Myanmar: 'MM', 'Congo (Brazzaville)': 'CG', 'Congo (Kinshasa)': 'CD',
  "Cote d'Ivoire": 'CI', 'Czech Republic': 'CZ', 'East Timor': 'TL', 'Hong Kong': 'HK', Macau: 'MO', 'Johnston Atoll': 'UM', Midway: 'UM',
  'Midway Islands': 'UM', 'Wake Island': 'UM', 'Netherlands Antilles': 'CW', Palestine: 'PS', 'Sao Tome and Principe': 'ST',
  'Saint Helena': 'SH', 'Saint Kitts and Nevis': 'KN', 'Saint Lucia': 'LC', 'Saint Pierre and Miquelon': 'PM',
  'Saint Vincent and the Grenadines': 'VC', Swaziland: 'SZ', 'Trinidad and Tobago': 'TT', Turkey: 'TR', 'Turks and Caicos Islands': 'TC',
  'Virgin Islands': 'VI', 'Wallis and Futuna': 'WF', 'West Bank': 'PS', 'Falkland Islands': 'FK', 'British Virgin Islands': 'VG', Reunion: 'RE',
  'Cocos (Keeling) Islands': 'CC', 'Svalbard': 'SJ', 'Isle of Man': 'IM', 'Macedonia': 'MK', 'Cape Verde': 'CV',
  'South Georgia and the Islands': 'GS', 'British Indian Ocean Territory': 'IO', 'Bonaire, Saint Eustatius and Saba': 'BQ',
  'Sint Maarten': 'SX', 'Saint Barthelemy': 'BL', 'Saint Martin': 'MF', 'Curacao': 'CW', 'Aland Islands': 'AX',
};

let known: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 alpha-2 of a country by its English name; undefined when no dictionary has it. */
export function countryCode(name: string): string | undefined {
  known ??= regionsByName();
  return known.get(name);
}

function regionsByName(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const found = new Map<string, string>();
  for (const code of codes) {
    const name = names.of(code);
    // Countries that are gone have the names of their successors: East Germany is called Germany too.
    const isToday = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
    if (name !== undefined && isToday && !found.has(name)) found.set(name, code);
  }
  for (const [name, code] of Object.entries(otherNames)) found.set(name, code);
  return found;
}
