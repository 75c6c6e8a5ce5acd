// Six characters without the look-alikes 0/O, 1/I, 2/Z, 5/S, 8/B and without vowels, so that no word can appear.
const alphabet = 'CDFGHJKLMNPQRTVWXY34679';
const length = 6;

/**
 * Record locator (PNR reference) number `attempt` of a booking. The sequence is fixed by the booking id, so a repeated
 * ticketing makes the same one; uniqueness is decided by the store. FNV-1a spreads the ids over 148 million locators.
 */
export function locatorFor(bookingId: string, attempt: number): string {
  let value = fnv1a64(`${bookingId}/${attempt}`);
  let locator = '';
  for (let i = 0; i < length; i++) {
    locator += alphabet.charAt(Number(value % BigInt(alphabet.length)));
    value /= BigInt(alphabet.length);
  }
  return locator;
}

function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash;
}
