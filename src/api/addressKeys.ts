import { createHmac } from 'node:crypto';
import { ipKeyGenerator } from 'express-rate-limit';

export type AddressKeys = (address: string) => string;

/**
 * Turns a caller's address into the key under which limits and hold slots count it. A keyed hash, so that the address
 * itself is stored nowhere. IPv6 callers count by /64, the least a household gets; IPv4-mapped ones as IPv4.
 */
export function createAddressKeys(secret: string): AddressKeys {
  return (address) => {
    const group = address === '' ? 'unknown' : ipKeyGenerator(address, 64);
    return `adr_${createHmac('sha256', secret).update(`address:${group}`).digest('base64url').slice(0, 22)}`;
  };
}
