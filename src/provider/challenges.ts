import { Router, urlencoded, type Response } from 'express';
import type { Book } from './book';
import { challengePage, contentSecurityPolicy, decidedPage, returnTarget, unknownPage } from './challengePage';
import type { Intent } from './records';

/** Carries out the customer's decision and answers the payment as it then is. */
export type Decide = (intent: Intent, passed: boolean) => Promise<Intent>;

function show(res: Response, status: number, html: string, intent?: Intent): void {
  res.status(status).set({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(intent),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  res.send(html);
}

/**
 * The pages of the 3-D Secure challenge. Their address cannot be guessed and is all a visitor needs to show, as with a
 * bank's own page.
 */
export function challengeRoutes({ book, decide }: { readonly book: Book; readonly decide: Decide }): Router {
  const router = Router();
  router.get('/:id', (req, res) => {
    const intent = book.findIntentByChallenge(req.params.id);
    if (!intent) return show(res, 404, unknownPage());
    return show(res, 200, intent.status === 'requires_action' ? challengePage(intent) : decidedPage(intent), intent);
  });
  router.post('/:id', urlencoded({ extended: false, limit: '1kb' }), async (req, res) => {
    const intent = book.findIntentByChallenge(req.params.id);
    if (!intent) return show(res, 404, unknownPage());
    // A second press of a button, or a payment cancelled meanwhile: the decision that stands is shown.
    if (intent.status !== 'requires_action') return show(res, 409, decidedPage(intent), intent);
    const body: unknown = req.body;
    const decision = typeof body === 'object' && body !== null && 'decision' in body ? body.decision : undefined;
    if (decision !== 'approve' && decision !== 'fail') return show(res, 400, challengePage(intent), intent);
    const decided = await decide(intent, decision === 'approve');
    const target = returnTarget(decided);
    if (target === undefined) return show(res, 200, decidedPage(decided), decided);
    return res.redirect(303, target);
  });
  return router;
}
