import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Personal data of one booking, encrypted with a key of its own, which is itself wrapped by the installation's key. */
export interface Sealed {
  /** The booking's key, wrapped. Removing it erases the personal data for good. */
  readonly wrappedKey: string;
  readonly box: string;
}

const algorithm = 'aes-256-gcm';

function encrypt(key: Buffer, plain: Buffer, boundTo: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

function decrypt(key: Buffer, text: string, boundTo: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

/** AES-256-GCM; `boundTo` (the booking id) is authenticated, so a box cannot be moved to another booking. */
export function createSealing(masterKeyBase64: string) {
  const master = Buffer.from(masterKeyBase64, 'base64');
  if (master.length !== 32) throw new Error('SEALING_KEY must be 32 bytes in base64: openssl rand -base64 32');
  return {
    seal(value: unknown, boundTo: string): Sealed {
      const key = randomBytes(32);
      return {
        wrappedKey: encrypt(master, key, boundTo),
        box: encrypt(key, Buffer.from(JSON.stringify(value)), boundTo),
      };
    },
    /** Throws when the box was changed, moved to another booking, or sealed under another installation's key. */
    open<T>(sealed: Sealed, boundTo: string): T {
      return JSON.parse(decrypt(decrypt(master, sealed.wrappedKey, boundTo), sealed.box, boundTo).toString()) as T;
    },

    /** A key for many boxes of one owner, wrapped. Whoever forgets it has erased them all. */
    newKey: (owner: string): string => encrypt(master, randomBytes(32), owner),
    sealUnder: (wrappedKey: string, owner: string, value: unknown, boundTo: string): string =>
      encrypt(decrypt(master, wrappedKey, owner), Buffer.from(JSON.stringify(value)), boundTo),
    openUnder: <T>(wrappedKey: string, owner: string, box: string, boundTo: string): T =>
      JSON.parse(decrypt(decrypt(master, wrappedKey, owner), box, boundTo).toString()) as T,
  };
}
export type Sealing = ReturnType<typeof createSealing>;
