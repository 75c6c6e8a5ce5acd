/**
 * Tells the outage of a server behind us from a mistake of ours. Drivers are not imported here (their rooms are others'),
 * so their errors are known by the marks they document: names, codes, gRPC status.
 */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** gRPC: deadline exceeded, resource exhausted, unavailable. */
const grpcCodes = new Set<unknown>([4, 8, 14]);

const names = new Set([
  'IdentityProviderError',
  // DynamoDB
  'TimeoutError',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  // The tables or the account are not there: the same to a caller.
  'ResourceNotFoundException',
  'CredentialsProviderError',
  // Temporal: nobody took the activity in time, so no worker is there.
  'TimeoutFailure',
]);

const neo4jCodes = /^(ServiceUnavailable|SessionExpired|Neo\.TransientError\..+|Neo\.ClientError\.Security\..+)$/;
/** The driver has no code for it: all connections are taken by questions that are not answered, or none can be made. */
const noConnectionLeft = /^Connection acquisition timed out/;

function isOutage(error: object): boolean {
  const name: unknown = Reflect.get(error, 'name');
  const code: unknown = Reflect.get(error, 'code');
  if (name === 'Neo4jError' && noConnectionLeft.test(String(Reflect.get(error, 'message')))) return true;
  if (typeof name === 'string' && names.has(name)) return true;
  if (typeof code === 'string' && (networkCodes.has(code) || neo4jCodes.test(code))) return true;
  // Numbers are gRPC codes only on errors that carry gRPC metadata or details.
  return grpcCodes.has(code) && ('metadata' in error || 'details' in error);
}

/** The error and what caused it, outermost first. */
export function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  for (let at = error; typeof at === 'object' && at !== null && causes.length < 8; at = Reflect.get(at, 'cause'))
    causes.push(at);
  return causes;
}

/** True when the error, or one that caused it, says that a server behind us cannot be reached or is overloaded. */
export function isUnavailability(error: unknown): boolean {
  return causesOf(error).some(
    (cause) =>
      isOutage(cause) || (cause instanceof AggregateError && cause.errors.some((each) => isUnavailability(each))),
  );
}
