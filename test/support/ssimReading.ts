import { assembleNetwork } from '../../src/domain/imports/assembling';
import { createFaults, describeFault } from '../../src/domain/imports/faults';
import { createFindings } from '../../src/domain/imports/findings';
import { createSsimReader } from '../../src/domain/imports/ssim';
import { readWorldAirports } from '../../src/workers/worldAirports';

const airports = new Map(readWorldAirports().map((airport) => [airport.code, airport]));

/** The network that the lines of one SSIM file make, with its faults as an operator reads them. */
export function readSsim(lines: readonly string[]) {
  const [faults, findings] = [createFaults(), createFindings()];
  const reader = createSsimReader('winter.ssim', faults, findings);
  lines.forEach((line, index) => reader.line(line, index + 1));
  const network = assembleNetwork([reader.end()], airports, { faults, findings });
  return { ...network, faults: faults.listed.map(describeFault) };
}
