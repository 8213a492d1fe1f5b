import { resolve } from 'node:path';

/** Where a command says what it has to say. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** A path as the person who typed it means it: npm runs scripts in the folder of the package. */
export function givenPath(path: string, environment: Readonly<Record<string, string | undefined>>): string {
  return resolve(environment.INIT_CWD ?? process.cwd(), path);
}
