import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Network, NetworkSource } from '../activities/imports';
import { completeAirports, type DraftAirport } from '../domain/imports/airportLists';
import { type AssembledNetwork, assembleNetwork } from '../domain/imports/assembling';
import { withConnectionTimes } from '../domain/imports/connectionTable';
import type { DraftTimetable } from '../domain/imports/drafts';
import { createFaults, type Faults } from '../domain/imports/faults';
import { createFindings } from '../domain/imports/findings';
import type { ImportProgress, ImportRequest } from '../domain/imports/requests';
import { readDemoNetwork } from './demoNetwork';
import { type FileReader, readerFor } from './networkFileKinds';
import { readWorldAirports } from './worldAirports';

type Progress = (state: ImportProgress) => void;

/** Lines between two words about how far it is. */
const linesPerStep = 5_000;

interface NetworkReaderDeps {
  readonly demoSeed: number;
  readonly importFolder: string;
  /** Epoch milliseconds; to tell of flights that are over. */
  readonly now: () => number;
}

/** Reads the network of a request from the folder of imports, or the demo network. Nothing is stored here. */
export function createNetworkReader({ demoSeed, importFolder, now }: NetworkReaderDeps) {
  return async (request: ImportRequest | undefined, progress: Progress): Promise<NetworkSource> => {
    if (!request || request.format === 'demo') return { outcome: 'read', network: readDemoNetwork(demoSeed) };
    return readFiles(request, { folder: importFolder, today: dayOf(now()) }, progress);
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

async function readFiles(
  request: ImportRequest,
  { folder, today }: { folder: string; today: string },
  progress: Progress,
): Promise<NetworkSource> {
  const name = `${request.format}: ${request.files.map((file) => path.basename(file)).join(', ')}`;
  const [faults, findings] = [createFaults(), createFindings()];
  const world = readWorldAirports();
  const cityCodes = new Map(world.map(({ code, cityCode }) => [code, cityCode]));
  const readers: FileReader[] = [];
  const lines = { done: 0 };
  for (const file of request.files) {
    const reader = readerFor(request.format, file, { faults, findings, cityCodes });
    if (!reader) continue;
    if (await readLines(folder, file, reader, { faults, lines, progress })) readers.push(reader);
  }
  const timetables = readers.flatMap((reader): DraftTimetable[] =>
    reader.kind === 'timetable' || reader.kind === 'names' ? [reader.end()] : [],
  );
  const given = readers.flatMap((reader): DraftAirport[][] => (reader.kind === 'airports' ? [[...reader.end()]] : []));
  if (faults.count() === 0 && !readers.some(({ kind }) => kind === 'timetable'))
    faults.add({ file: name, line: 0 }, 'files', request.files.join(', '), 'a file with flights or routes');
  const times = readers.flatMap((reader) => (reader.kind === 'connections' ? [...reader.end()] : []));
  const complete = completeAirports(given.length > 0 ? withWorld(given, world, request) : [world], findings);
  const airports = withConnectionTimes(complete, times, faults);
  const assembled = assembleNetwork(timetables, airports, { faults, findings });
  const count = faults.count();
  if (count > 0) return { outcome: 'faulty', name, faults: faults.listed, count };
  for (const { carrier, number, validTo } of assembled.schedules)
    if (validTo < today) findings.note('past', `${carrier}${number} until ${validTo}`);
  return { outcome: 'read', network: toNetwork(name, { ...assembled, findings: findings.list() }) };
}

/** The airports of OpenFlights are the whole world; those given with other files stand before ours. */
function withWorld(given: readonly DraftAirport[][], world: readonly DraftAirport[], { format }: ImportRequest) {
  if (format === 'openflights') return given;
  const known = new Set(given.flat().map(({ code }) => code));
  return [...given, world.filter(({ code }) => !known.has(code))];
}

/** False when the file is not there. */
async function readLines(
  folder: string,
  file: string,
  reader: FileReader,
  { faults, lines, progress }: { faults: Faults; lines: { done: number }; progress: Progress },
): Promise<boolean> {
  const location = path.resolve(folder, file);
  // What lies outside the folder is none of our files, by whatever name.
  if (path.relative(folder, location).startsWith('..') || !existsSync(location)) {
    faults.add({ file, line: 0 }, 'file', file, 'a file in the folder of imports');
    return false;
  }
  const notText = await whyNotText(location);
  if (notText !== undefined) {
    faults.add({ file, line: 1 }, 'file', notText, 'plain text in UTF-8 or ASCII');
    return false;
  }
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(location, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    reader.line(line.replace(/^\uFEFF/, ''), number);
    lines.done += 1;
    if (lines.done % linesPerStep === 0) progress({ phase: 'reading', done: lines.done });
  }
  return true;
}

/** How files begin that people hand over without noticing that they are no plain text. */
const otherBeginnings = [
  { bytes: [0x1f, 0x8b], what: 'compressed by gzip' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive or a spreadsheet' },
  { bytes: [0xff, 0xfe], what: 'text in UTF-16' },
  { bytes: [0xfe, 0xff], what: 'text in UTF-16' },
] as const;

async function whyNotText(location: string): Promise<string | undefined> {
  const handle = await open(location);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(4), position: 0 });
    const begins = (bytes: readonly number[]) =>
      bytesRead >= bytes.length && bytes.every((byte, n) => buffer[n] === byte);
    return otherBeginnings.find(({ bytes }) => begins(bytes))?.what;
  } finally {
    await handle.close();
  }
}

function toNetwork(name: string, assembled: AssembledNetwork): Network {
  const hash = createHash('sha256');
  const { airports, carriers, schedules } = assembled;
  for (const one of [...airports, ...carriers, ...schedules]) hash.update(JSON.stringify(one));
  return { name, demo: false, contentHash: hash.digest('base64url').slice(0, 22), ...assembled };
}
