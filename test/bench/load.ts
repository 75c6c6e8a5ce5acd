import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1100 });

export interface Wire {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/**
 * One POST over a kept-alive connection, with as little work of its own as possible: it shares the machine with what it
 * measures. A text is sent as it is, under the content type that the headers give it.
 */
export function post(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Wire> {
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...(payload && { 'content-type': 'application/json' }), ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
          resolve({ status: response.statusCode ?? 0, body });
        });
        response.on('error', reject);
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server has just closed the idle connection. Every request here may be sent twice: it carries its id or key.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, body, headers));
      else reject(error);
    });
    sent.end(payload);
  });
}

/** Runs the tasks, at most `width` at a time, and gives the milliseconds each of them took. */
export async function timeEach(tasks: readonly (() => Promise<unknown>)[], width: number): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const lane = async () => {
    for (let task = tasks[next++]; task; task = tasks[next++]) {
      const startedAt = performance.now();
      await task();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, tasks.length) }, lane));
  return times;
}

/** The value below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
