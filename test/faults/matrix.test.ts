import { expectCleanAudit } from '../support/audited';
import { cells, fixedParts } from './cells';
import { playMatrix } from './matrix';
import { openStage, type Stage } from './stage';

const known = new Set(cells.map(({ id }) => id));
describe('the product, when what it needs fails it', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 240_000);
  afterAll(() => stage.close(), 60_000);

  it.each(Object.entries(fixedParts))(
    '%s',
    async (_, ids) => {
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
      const wrong: string[] = [];
      const wanted = cells.filter(({ id }) => (ids as readonly string[]).includes(id));
      await playMatrix(stage, wanted, {
        atOnce: 6,
        tell: ({ cell, verdict, findings }) => {
          if (verdict !== 'right') wrong.push(`${cell.id} ${verdict}: ${findings.join('; ')}`);
        },
      });
      expect(wrong).toEqual([]);
    },
    400_000,
  );

  it('leaves nothing behind that breaks an invariant', async () => {
    stage.product.proxies.clearAll();
    expect((await expectCleanAudit(stage.product)).violations).toEqual([]);
  }, 240_000);
});
