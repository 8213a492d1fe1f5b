import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The one page of the console. */
export const PAGE = 'index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** How a form of a file is named in `Content-Encoding`, by what the build adds to its name; the smallest first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

type Encoding = (typeof ENCODINGS)[number][0];

/** A file in one form. */
export interface FileForm {
  readonly encoding: Encoding | undefined;
  readonly bytes: Uint8Array;
  readonly etag: string;
}

export interface ConsoleFile {
  readonly type: string;
  /** As it is, and in the forms that the build made of it, the smallest first. */
  readonly forms: readonly FileForm[];
}

/** The files of the console by their paths below it. Nothing else is ever served: no path of a request reaches the disk. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

/** Reads what `npm run build` made. Rejects when it is not there. */
export async function readConsole(folder: string): Promise<ConsoleFiles> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const served = names.filter((name) => TYPES[extname(name)] !== undefined);
  const files = await Promise.all(
    served.map(async (name) => {
      const encoded = ENCODINGS.filter(([, ending]) => names.includes(name + ending));
      const forms = await Promise.all([
        ...encoded.map(([encoding, ending]) => readForm(join(folder, name + ending), encoding)),
        readForm(join(folder, name), undefined),
      ]);
      return [name, { type: TYPES[extname(name)] ?? '', forms }] as const;
    }),
  );
  return new Map(files);
}

async function readForm(file: string, encoding: Encoding | undefined): Promise<FileForm> {
  const bytes = await readFile(file);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { encoding, bytes, etag };
}
