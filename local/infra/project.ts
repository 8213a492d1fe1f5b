import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from './bicep/ast.ts';
import { parse } from './bicep/parse.ts';
import type { Finding } from './finding.ts';

/** Text of files from the root of the project; `undefined` when there is none. */
export type Files = (file: string) => string | undefined;

/** The files of a project as they lie on the disk. */
export function filesIn(root: string): Files {
  return (file) => {
    const full = path.join(root, file);
    return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  };
}

/** Files below a folder, from the root of the project, in order. */
export function listed(root: string, folder: string, ends: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => name.endsWith(ends))
    .sort();
}

/** The infrastructure of a project: its templates, and what lies beside them. */
export interface Project {
  readonly files: Files;
  /** Those that could be read, by file. */
  readonly templates: ReadonlyMap<string, Template>;
}

/** Reads the templates, but for those that are as they were in `known`. What cannot be read is a finding. */
export async function readProject(
  files: Files,
  names: readonly string[],
  known?: Project,
): Promise<[Project, readonly Finding[]]> {
  const templates = new Map<string, Template>();
  const findings: Finding[] = [];
  for (const name of names) {
    const text = files(name) ?? '';
    const before = known?.files(name) === text ? known.templates.get(name) : undefined;
    const read = before ?? (await parse(name, text));
    if ('declarations' in read) templates.set(name, read);
    else findings.push(...read);
  }
  return [{ files, templates }, findings];
}

/** A path that is written in a file, from the root of the project. */
export function beside(file: string, written: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), written));
}
