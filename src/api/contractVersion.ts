/**
 * Version of the contract, by the day it last changed in a way that can break a client: an operation, member or code that
 * goes away or means something else, a new required member, a narrower limit. Whatever only adds (operations, optional
 * members, enum values, event types, codes) breaks nobody who follows the documents, and keeps the day. The whole list stands in
 * `docs/api-versioning.md`.
 */
export const contractVersion = '2026-11-22';

/** Versions that this API still speaks. A client may name the one it was written for in `Api-Version`. */
export const supportedVersions: readonly string[] = [contractVersion];
