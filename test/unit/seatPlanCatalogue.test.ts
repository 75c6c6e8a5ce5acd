import { seatCount, seatPlanIds, seatPlanOf, seatPrice } from '../../src/domain/seatPlanCatalogue';
import { parseSeatPlan } from '../../src/domain/seatPlanDrawings';

const plans = seatPlanIds.map(seatPlanOf);

test.each(plans.map((plan) => [plan.seatPlanId, plan] as const))(
  '%s draws every seat once, in the cabin it belongs to',
  (_, plan) => {
    const drawn = plan.cabins.flatMap(({ cabin, rows }) =>
      rows.flatMap(({ row, sections }) =>
        sections
          .flat()
          .flatMap((element) => (element.type === 'seat' ? [{ cabin, row, designator: element.designator }] : [])),
      ),
    );
    expect(drawn.length).toBe(plan.seats.size);
    for (const { cabin, row, designator } of drawn)
      expect(plan.seats.get(designator)).toMatchObject({ cabin, row, designator });
    const rows = plan.cabins.flatMap((cabin) => cabin.rows.map(({ row }) => row)).filter((row) => row > 0);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(new Set(rows).size).toBe(rows.length);
    expect(plan.name).toContain(`${plan.seats.size} seats`);
    expect(plan.seatPlanId).toBe(`${plan.aircraft}-${plan.seats.size}`);
  },
);

test.each(plans.map((plan) => [plan.seatPlanId, plan] as const))(
  '%s has exits, lavatories, and at every seat a window, an aisle or neither',
  (_, plan) => {
    const kinds = new Set(
      plan.cabins.flatMap(({ rows }) => rows.flatMap(({ sections }) => sections.flat().map(({ type }) => type))),
    );
    expect(kinds).toEqual(new Set([...kinds, 'exit', 'lavatory', 'galley', 'seat']));
    for (const { characteristics } of plan.seats.values()) {
      expect(characteristics.includes('middle')).toBe(
        !characteristics.includes('window') && !characteristics.includes('aisle'),
      );
    }
  },
);

test('a window seat alone beside the aisle is both', () => {
  expect(seatPlanOf('789-283').seats.get('1A')?.characteristics).toEqual(
    expect.arrayContaining(['window', 'aisle', 'bulkhead']),
  );
  expect(seatPlanOf('320-166').seats.get('20B')?.characteristics).toEqual(['middle']);
  expect(seatPlanOf('320-166').seats.get('14F')?.characteristics).toEqual(
    expect.arrayContaining(['window', 'exit_row', 'extra_legroom']),
  );
});

test('the seats of a cabin are counted, and a cabin that is not there has none', () => {
  const plan = seatPlanOf('77W-348');
  expect(
    ['business', 'premium_economy', 'economy', 'first'].map((cabin) => seatCount(plan, cabin as 'economy')),
  ).toEqual([36, 32, 280, 0]);
  expect(() => seatPlanOf('concorde')).toThrow('unknown seat plan');
});

test('choosing a seat costs by tier and haul, and nothing when the fare includes it', () => {
  const fee = { seatChoice: 'fee' } as const;
  expect(seatPrice({ tier: 'standard' }, 120, fee)).toEqual({ amount: 900, currency: 'EUR' });
  expect(seatPrice({ tier: 'extra_legroom' }, 301, fee)).toEqual({ amount: 8_900, currency: 'EUR' });
  expect(seatPrice({ tier: 'included' }, 600, fee).amount).toBe(0);
  expect(seatPrice({ tier: 'preferred' }, 120, { seatChoice: 'free' }).amount).toBe(0);
});

test('a drawing with a seat twice, or with a letter that means nothing, is refused', () => {
  const drawing = (lines: string[]) => ({
    seatPlanId: 'x',
    aircraft: 'x',
    name: 'x',
    cabins: [{ cabin: 'economy' as const, lines }],
  });
  expect(() => parseSeatPlan(drawing(['1 AB', '1 BC']))).toThrow('drawn twice');
  expect(() => parseSeatPlan(drawing(['~ Q']))).toThrow('means nothing');
  expect(() => parseSeatPlan(drawing(['ABC']))).toThrow('begins with a row number');
});
