/** 13 to 19 digits of a payment card as people write it, alone or within other text. Ids and instants have letters or dots beside them. */
const candidates = /(?<![\w.+-])[2-6]\d{0,3}(?:[ -]?\d){9,18}(?![\w.-]*\w)/g;

/** The check digit of ISO/IEC 7812-1 (Luhn): one random number in ten has it, every card number does. */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits, Number).reduceRight((total, digit, at) => {
    const value = (digits.length - at) % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/**
 * True when a text holds what looks like a card number. We take tokens of the payment provider and never a number: one
 * that is sent by mistake is refused before anything can store or repeat it. Phone numbers begin with `+` or are shorter.
 */
export function hasCardNumber(text: string): boolean {
  return [...text.matchAll(candidates)].some(([match]) => {
    const digits = match.replace(/[ -]/g, '');
    return digits.length >= 13 && digits.length <= 19 && hasCheckDigit(digits);
  });
}
