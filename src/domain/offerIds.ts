/**
 * Offers of one comparison share a result, `off_<result>_<n>`: the result is 128 random bits, so an id cannot be guessed,
 * and `n` says in which chunk of the result the offer is stored.
 */
const offerIdForm = /^off_([A-Za-z0-9_-]{22})_(\d{1,5})$/;
const resultIdForm = /^[A-Za-z0-9_-]{22}$/;

export interface OfferIdParts {
  readonly resultId: string;
  readonly index: number;
}

/** Throws a RangeError unless `resultId` is 22 characters of base64url. */
export function formatOfferId({ resultId, index }: OfferIdParts): string {
  if (!resultIdForm.test(resultId)) throw new RangeError(`${resultId} is not the id of a result`);
  return `off_${resultId}_${index}`;
}

/** Undefined when the text is not the id of an offer. */
export function parseOfferId(text: string): OfferIdParts | undefined {
  const match = offerIdForm.exec(text);
  const [, resultId, index] = match ?? [];
  return resultId === undefined ? undefined : { resultId, index: Number(index) };
}
