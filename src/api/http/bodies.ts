import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { DomainError, type Fault } from '../../domain/problems';
import { hasCardNumber } from './cardNumbers';
import { factsOf } from './requests';

/** Largest JSON body. Nine passengers with documents on six segments need a tenth of it. */
const jsonLimitBytes = 64 * 1024;
/** Largest webhook: a provider's event with its whole object. */
const rawLimitBytes = 256 * 1024;
/** Deepest nesting of a body. No schema of the API comes near. */
const deepest = 16;

// JSON between systems is UTF-8 (RFC 8259); other charsets would let two readers see two texts.
const jsonForm = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

const keepBytes = (request: IncomingMessage, _response: unknown, bytes: Buffer) => {
  factsOf(request).rawBody = bytes;
};

// Encoded bodies are refused rather than inflated, so a small one cannot become a large one.
const readJson: RequestHandler = express.json({
  limit: jsonLimitBytes,
  strict: false,
  inflate: false,
  type: () => true,
  verify: keepBytes,
});
const readRaw: RequestHandler = express.raw({
  limit: rawLimitBytes,
  inflate: false,
  type: () => true,
  verify: keepBytes,
});

function hasBody(request: Parameters<RequestHandler>[0]): boolean {
  return request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
}

/** Reads JSON of the one media type the API takes; a body that is not there stays undefined. */
const readJsonOnly: RequestHandler = (request, response, next) => {
  if (hasBody(request) && !jsonForm.test(request.get('content-type') ?? '')) {
    throw new DomainError('unsupported_media_type', 'Send the body as application/json in UTF-8.');
  }
  readJson(request, response, next);
};

/** Does not repeat the number. */
function cardNumberFault(pointer: string): Fault {
  return {
    pointer,
    code: 'card_number',
    message: 'This looks like a card number. Send a token of the payment provider.',
  };
}

/** How a body of this operation is read. */
export function readBody({ raw }: { raw: boolean }): RequestHandler {
  return raw ? readRaw : readJsonOnly;
}

/**
 * Faults of a body that no schema describes: nesting beyond any use; members named after an object's machinery, which
 * are refused before anything copies them; card numbers, wherever they stand.
 */
export function structuralFaults(body: unknown): Fault[] {
  const faults: Fault[] = [];
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value: body, pointer: '', depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at.value === 'string' && hasCardNumber(at.value)) faults.push(cardNumberFault(at.pointer));
    if (typeof at.value !== 'object' || at.value === null) continue;
    if (at.depth >= deepest) {
      return [{ pointer: at.pointer, code: 'too_deep', message: `Nested deeper than ${deepest} levels.` }];
    }
    for (const [key, value] of Object.entries(at.value)) {
      const pointer = `${at.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (key === '__proto__')
        faults.push({ pointer, code: 'unknown_field', message: 'This member is not known here.' });
      else open.push({ value, pointer, depth: at.depth + 1 });
    }
  }
  return faults;
}
