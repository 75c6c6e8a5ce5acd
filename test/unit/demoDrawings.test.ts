import { drawCabin, freeSeats, type SeatMap } from '../../scripts/demo/seatMap';
import { box, fit, widthOf } from '../../scripts/demo/terminal';
import { clockText, durationText, moneyText } from '../../scripts/demo/words';

type Row = SeatMap['cabins'][number]['rows'][number];
type State = Extract<Row['sections'][number]['elements'][number], { type: 'seat' }>['state'];

function seat(designator: string, state: State, amount = 900) {
  const characteristics = /[AF]$/.test(designator) ? ['window'] : [];
  return {
    type: 'seat' as const,
    designator,
    state,
    characteristics,
    price: [{ passenger_type: 'adult' as const, amount: { amount, currency: 'EUR' } }],
  };
}

function row(number: number, states: Readonly<Partial<Record<string, State>>> = {}): Row {
  const of = (letter: string) => seat(`${number}${letter}`, states[letter] ?? 'free', letter === 'F' ? 500 : 900);
  return {
    row: number,
    sections: [{ elements: [of('A'), of('C'), { type: 'aisle' }] }, { elements: [of('D'), of('F')] }],
  };
}

const map: SeatMap = {
  segment: 0,
  flight_id: 'L0-100-2026-12-22-LIS',
  version: 3,
  aircraft: '320',
  cabins: [
    { cabin: 'business', rows: [row(1, { A: 'restricted', C: 'restricted', D: 'restricted', F: 'restricted' })] },
    {
      cabin: 'economy',
      rows: [row(4, { A: 'sold' }), { row: 0, sections: [{ elements: [{ type: 'exit' }] }] }, row(5, { D: 'held' })],
    },
  ],
};

describe('The story in the terminal', () => {
  it('draws the cabin of the offer with the nose to the left, an aisle between the letters, and the wanted seat', () => {
    expect(drawCabin(map, 'economy', new Set(['5F']))).toEqual([
      '   4   5',
      'A  x   ·',
      'C  ·   ·',
      '',
      'D  ·   h',
      'F  ·   O',
    ]);
  });

  it('wants a free seat by the window first, the cheapest among them', () => {
    expect(
      freeSeats(map)
        .map(({ designator }) => designator)
        .slice(0, 3),
    ).toEqual(['4F', '5F', '5A']);
  });

  it('frames lines to their common width, colours not counted', () => {
    const red = '\u001b[31mheld\u001b[0m';
    expect(widthOf(red)).toBe(4);
    expect(fit('7', 3, 'right')).toBe('  7');
    expect(box([red, '-', 'confirmed']).map(widthOf)).toEqual([13, 13, 13, 13, 13]);
  });

  it('writes money with the decimals of its currency, durations in hours and minutes, and a clock that stops at nought', () => {
    expect([22_178, 5].map((amount) => moneyText({ amount, currency: 'GBP' }))).toEqual(['GBP 221.78', 'GBP 0.05']);
    expect(moneyText({ amount: 15_400, currency: 'JPY' })).toBe('JPY 15400');
    expect(['PT55M', 'PT7H5M', 'P1DT2H'].map(durationText)).toEqual(['55 min', '7 h 05', '26 h 00']);
    expect([899_500, 61_000, -5].map(clockText)).toEqual(['15:00', '01:01', '00:00']);
  });
});
