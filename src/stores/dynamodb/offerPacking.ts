import { gunzipSync, gzipSync } from 'node:zlib';
import type { Offer, PassengerPrice, Segment, Slice } from '../../domain/offers';

const version = 1;

/**
 * Offers of one search repeat each other: the same flights in another combination, the same price for each adult.
 * Segments and passenger prices are stored once and pointed at, then compressed.
 */
interface Packed {
  readonly v: number;
  readonly segments: readonly Segment[];
  readonly prices: readonly PassengerPrice[];
  readonly offers: readonly PackedOffer[];
}
type PackedSlice = Omit<Slice, 'segments'> & { readonly segments: readonly number[] };
type PackedOffer = Omit<Offer, 'slices' | 'perPassenger'> & {
  readonly slices: readonly PackedSlice[];
  readonly perPassenger: readonly number[];
};

export function packOffers(offers: readonly Offer[]): Uint8Array {
  return gzipSync(textOf(offers), quick);
}

const quick = { level: 1 };

function textOf(offers: readonly Offer[]): string {
  const segments = createPool(
    (s: Segment) =>
      `${s.flightId} ${s.legs.length} ${s.carrier} ${s.number} ${s.cabin} ${s.bookingClass} ${s.fareBasis}`,
  );
  // Passengers of one type share one price, as an object: what is the same is found without looking into it.
  const prices = createPool((price: PassengerPrice) => price);
  const packed: readonly PackedOffer[] = offers.map((offer) => ({
    ...offer,
    slices: offer.slices.map((slice) => ({ ...slice, segments: slice.segments.map(segments.indexOf) })),
    perPassenger: offer.perPassenger.map(prices.indexOf),
  }));
  const document: Packed = { v: version, segments: segments.values, prices: prices.values, offers: packed };
  return JSON.stringify(document);
}

/** The inverse of `packOffers`. Throws on another version. */
export function unpackOffers(bytes: Uint8Array): readonly Offer[] {
  const { v, segments, prices, offers } = JSON.parse(gunzipSync(bytes).toString('utf8')) as Packed;
  if (v !== version) throw new Error(`offers packed in version ${v} are not understood`);
  return offers.map((offer) => ({
    ...offer,
    slices: offer.slices.map((slice) => ({ ...slice, segments: slice.segments.map((at) => member(segments, at)) })),
    perPassenger: offer.perPassenger.map((at) => member(prices, at)),
  }));
}

interface Pool<T> {
  readonly values: readonly T[];
  readonly indexOf: (value: T) => number;
}

function createPool<T>(keyOf: (value: T) => unknown): Pool<T> {
  const values: T[] = [];
  const known = new Map<unknown, number>();
  const place = (value: T): number => {
    const key = keyOf(value);
    const at = known.get(key) ?? values.push(value) - 1;
    known.set(key, at);
    return at;
  };
  // Most are the very object that was seen before, and its key need not be spelt again.
  const seen = new Map<T, number>();
  const indexOf = (value: T): number => {
    const at = seen.get(value) ?? place(value);
    seen.set(value, at);
    return at;
  };
  return { values, indexOf };
}

function member<T>(values: readonly T[], at: number): T {
  const value = values[at];
  if (value === undefined) throw new Error(`a stored chunk of offers points at ${at} of ${values.length}`);
  return value;
}
