import pino, { type Logger } from 'pino';

/**
 * The API's log. Bodies and headers are never logged; should an error carry one of these members all the same, it is
 * taken out.
 */
const personal = [
  'authorization',
  'token',
  'bookingToken',
  'booking_token',
  'passengers',
  'contact',
  'email',
  'phone',
  'headers',
  'rawBody',
];

export function createLogger(level: string): Logger {
  const paths = personal.flatMap((member) => [member, `*.${member}`, `err.*.${member}`, `err.*.*.${member}`]);
  return pino({ level, name: 'api', redact: { paths, censor: '[left out]' } });
}
