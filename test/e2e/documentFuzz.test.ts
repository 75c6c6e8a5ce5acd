import { type Product, startProduct } from '../support/product';
import { findSchemathesis, fuzz, schemathesisVersion } from '../support/schemathesis';

const program = findSchemathesis();
if (program === undefined) {
  process.stderr.write(
    `\nSKIPPED: the fuzzer that reads the API's document is not there. .ci/run installs schemathesis ${schemathesisVersion} where Python has pip and venv.\n\n`,
  );
}
const whereItIs = program === undefined ? test.skip : test;

describe('a stranger who knows the document alone', () => {
  let product: Product;
  beforeAll(async () => {
    if (program !== undefined) product = await startProduct();
  }, 180_000);
  afterAll(() => (program === undefined ? undefined : product.stop()));

  whereItIs(
    'gets no 5xx and no answer that the document does not declare, whatever it sends',
    async () => {
      const token = await product.tokenOf('operator');
      const run = await fuzz(program ?? '', { url: product.url, token, cases: 4, limitMs: 270_000 });
      // The report names each case with the request to repeat it.
      if (run.status !== 0) process.stderr.write(run.output.slice(-20_000));
      expect(run.status).toBe(0);
    },
    300_000,
  );
});
