import { movesAmiss } from '../../model/report';
import { rows } from '../../model/rows';
import { type Found, missingPrograms, quickly, searchAll } from '../../model/spin';

/**
 * The protocol as a model, searched through all interleavings of what may happen: as it is built nothing breaks, and without
 * any one of its guards something does.
 */
const quick = rows.filter(({ part }) => part === 'ci');
const missing = missingPrograms();
if (missing.length > 0)
  process.stderr.write(
    `\nNOT PROVEN HERE: the model was not searched, because there is no ${missing.join(' and no ')} ` +
      '(apt-get install spin gcc). Its tests count as skipped.\n\n',
  );
const where = missing.length > 0 ? describe.skip : describe;

where('the model of a booking', () => {
  let found: readonly Found[] = [];
  beforeAll(async () => {
    found = await searchAll(quick, quickly, () => undefined);
  }, 600_000);

  const said = (name: string) => {
    const one = found.find(({ row }) => row.name === name);
    return one && { verdict: one.verdict, finding: one.finding };
  };

  it.each(quick.filter(({ expect: wanted }) => wanted === 'holds').map(({ name, says }) => [name, says]))(
    'keeps every invariant in every interleaving (%s): %s',
    (name) => expect(said(name)).toEqual({ verdict: 'as expected', finding: 'holds' }),
  );

  it.each(quick.filter(({ expect: wanted }) => wanted !== 'holds').map(({ name, says }) => [name, says]))(
    'breaks without one guard (%s): %s',
    (name) => expect(said(name)).toMatchObject({ verdict: 'as expected' }),
  );

  it('moves rows as the product does, and takes every move the product knows', () => {
    expect(movesAmiss(found)).toEqual([]);
  });
});
