import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { createFaultRules, createGate, type FaultRule, sleep } from './rules';

const unavailable = '14';
const settings = { initialWindowSize: 4 * 1024 * 1024, maxConcurrentStreams: 10_000 };

/**
 * A proxy for gRPC in front of `target` (host:port). Operations are the methods' names: `ExecuteMultiOperation`,
 * `RespondWorkflowTaskCompleted`, ... The messages are protobuf, in which ids stand as they are.
 */
export async function startGrpcProxy(target: string) {
  const rules = createFaultRules();
  const gate = createGate();
  const sessions = new Map<ServerHttp2Session, ClientHttp2Session>();
  let away = false;
  let refused = 0;

  const server = createServer({ settings });
  server.on('session', (session) => {
    if (away) {
      refused++;
      return session.destroy();
    }
    const upstream = connect(`http://${target}`, { settings });
    sessions.set(session, upstream);
    // A server asks its clients now and then to connect anew. Kept from them, that would cut them off until it hangs up.
    upstream.on('goaway', () => session.close());
    upstream.on('error', () => session.destroy()).on('close', () => session.destroy());
    session
      .on('error', () => undefined)
      .on('close', () => {
        sessions.delete(session);
        upstream.destroy();
      });
  });

  async function handle(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const upstream = stream.session && sessions.get(stream.session as ServerHttp2Session);
    // What was not begun may be sent again.
    if (!upstream || upstream.closed) return stream.close(constants.NGHTTP2_REFUSED_STREAM);
    const message = await readAll(stream);
    await gate.pass();
    const operation = String(headers[':path']).split('/')[2] ?? '';
    const fault = rules.take({ operation, text: textOf(message) });
    if (fault?.kind === 'drop_request') return stream.close(constants.NGHTTP2_CANCEL);
    if (fault?.kind === 'error') {
      const refusal = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': unavailable };
      return stream.respond({ ...refusal, 'grpc-message': 'by the fault proxy' }, { endStream: true });
    }
    if (fault?.kind === 'delay') await sleep(fault.ms ?? 1000);
    await forward(upstream, stream, headers, message, fault);
  }

  async function forward(
    upstream: ClientHttp2Session,
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    message: Buffer,
    fault: FaultRule | undefined,
  ): Promise<void> {
    const outgoing = upstream.request(headers);
    stream.once('close', () => outgoing.close(constants.NGHTTP2_CANCEL));
    outgoing.on('error', () => undefined);
    let head: OutgoingHttpHeaders = {};
    let trailers: OutgoingHttpHeaders | undefined;
    outgoing.once('response', (answered) => (head = answered as OutgoingHttpHeaders));
    outgoing.once('trailers', (last) => (trailers = last as OutgoingHttpHeaders));
    outgoing.end(message);
    const answer = await readAll(outgoing);
    if (fault?.kind === 'delay_answer') await sleep(fault.ms ?? 1000);
    await gate.pass();
    if (stream.destroyed) return;
    // Executed, and the answer is lost.
    if (fault?.kind === 'drop_answer' || head[':status'] === undefined) return stream.close(constants.NGHTTP2_CANCEL);
    const closing = trailers;
    if (!closing) return stream.respond(head, { endStream: true });
    stream.once('wantTrailers', () => stream.sendTrailers(closing));
    stream.respond(head, { waitForTrailers: true });
    stream.end(answer);
  }

  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    handle(stream, headers).catch(() => stream.destroyed || stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endAll = () => [...sessions.keys()].forEach((session) => session.destroy());
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: rules.set,
    clearAll: rules.clearAll,
    pause: gate.shut,
    resume: gate.open,
    held: gate.held,
    /** The server is away: every connection ends, and new ones are refused until `comeBack`. */
    goAway: () => {
      away = true;
      endAll();
    },
    comeBack: () => void (away = false),
    /** How many connections were refused while it was away. */
    refused: () => refused,
    async close(): Promise<void> {
      gate.open();
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type GrpcProxy = Awaited<ReturnType<typeof startGrpcProxy>>;

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The text of a gRPC message: one byte says whether it is compressed, four its length. */
function textOf(message: Buffer): string {
  const content = message.subarray(5);
  return (message[0] === 1 ? gunzipSync(content) : content).toString('latin1');
}
