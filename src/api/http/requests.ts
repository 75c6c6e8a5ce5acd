import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { contractVersion } from '../contractVersion';
import { hasCardNumber } from './cardNumbers';
import type { Identified } from './identity';

/** What the door knows of a request before a handler sees it. */
export interface RequestFacts {
  readonly requestId: string;
  readonly addressKey: string;
  /** Express form of the path that matched; absent for unknown paths, so that labels and logs stay bounded. */
  routePath?: string;
  /** Who asks, or why the given token says nothing. The failure is kept until the limits have counted the request. */
  identified?: Identified | { readonly failure: unknown };
  rawBody?: Buffer;
}

const facts = new WeakMap<IncomingMessage, RequestFacts>();

/** Throws when the door has not seen the request: that is a mistake of mounting, never of the caller. */
export function factsOf(request: IncomingMessage): RequestFacts {
  const known = facts.get(request);
  if (!known) throw new Error('this request did not come through the door');
  return known;
}

const requestIdForm = /^[A-Za-z0-9._:-]{1,128}$/;

/** Takes over a well-formed `X-Request-Id` that could be no card number, or makes one, and answers it: it stands in every log. */
export function registerRequest(addressKeys: (address: string) => string): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId =
      given !== undefined && requestIdForm.test(given) && !hasCardNumber(given)
        ? given
        : `req_${randomBytes(16).toString('base64url')}`;
    facts.set(request, { requestId, addressKey: addressKeys(request.ip ?? '') });
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('Api-Version', contractVersion);
    next();
  };
}
