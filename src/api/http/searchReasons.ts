import { z } from 'zod';

/** Why a search, or one of its dates, has nothing to show; `ok` when it has. */
export const searchReasonSchema = z.enum(['ok', 'no_route', 'no_connection', 'sold_out', 'source_failed']);
