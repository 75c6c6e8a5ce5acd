import type { RequestHandler, Response } from 'express';

/** The event streams that are open at this node: they never end by themselves, so a node that stops ends them. */
export function createOpenStreams() {
  const open = new Set<Response>();
  const track: RequestHandler = (request, response, next) => {
    if (request.get('accept')?.includes('text/event-stream')) {
      open.add(response);
      response.once('close', () => open.delete(response));
    }
    next();
  };
  return {
    track,
    /** Browsers come back by themselves, to another node, and name the last event they got. */
    endAll(): void {
      for (const response of open) response.end();
    },
    count: () => open.size,
  };
}
