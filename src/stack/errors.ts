/** What went wrong and what to do about it, each in one sentence a newcomer can act on. Anything else is a fault of ours. */
export class StackError extends Error {
  override readonly name = 'StackError';

  constructor(
    readonly what: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${remedy}`, options);
  }
}

/** The system's code of an error (`ENOENT`, `ENOSPC`, ...), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns the disk's refusals into sentences; lets everything else through unchanged. */
export function explainDiskError(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StackError(
        `No space is left on the disk of ${path}.`,
        'Free some, or name another place: SKYHOLD_HOME=/elsewhere SKYHOLD_CACHE=/elsewhere npm start',
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new StackError(
        `The folder ${path} can not be written.`,
        'Give yourself the right to, or name another place: SKYHOLD_HOME=/elsewhere SKYHOLD_CACHE=/elsewhere npm start',
        { cause: error },
      );
    default:
      return error;
  }
}
