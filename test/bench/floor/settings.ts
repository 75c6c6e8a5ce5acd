/** What the stage tells a program of the bench. */
export const setting = (name: string): string => process.env[name] ?? '';
