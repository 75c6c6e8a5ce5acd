import { randomBytes } from 'node:crypto';

/** Makes an id such as `pi_3kTqVw9...`: 24 characters of letters and digits, some 140 bits, after the prefix. */
export type NewId = (prefix: string) => string;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export const randomId: NewId = (prefix) => {
  const characters: string[] = [];
  while (characters.length < 24) {
    // Bytes past the last whole multiple of the alphabet are dropped: a remainder would favour its first letters.
    for (const byte of randomBytes(32)) if (byte < 248) characters.push(alphabet.charAt(byte % 62));
  }
  return `${prefix}_${characters.slice(0, 24).join('')}`;
};
