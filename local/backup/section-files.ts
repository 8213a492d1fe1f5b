import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../src/parse-json.ts';
import { damaged, type KeptSection, type StoredManifest, sha256Of } from './manifest.ts';
import { keyOf, rowOfText } from './row-text.ts';
import type { BackupStore } from './store.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** What a section holds: the texts of its rows, by their keys. */
export type Content = ReadonlyMap<string, string>;

const goneSchema = z.object({ gone: z.string() });

/** Digest of all that a section holds, in whichever order it was read. */
export function digestOfContent(content: Content): string {
  const hash = createHash('sha256');
  for (const key of [...content.keys()].sort()) hash.update(`${content.get(key)}\n`);
  return hash.digest('hex');
}

/** A file becomes one text when it is read. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** What is gone, and what has come or changed, from one content to another, in files of at most so many characters; none when nothing has. */
export async function* changesBetween(
  before: Content,
  after: Content,
  most: number = MOST_CHARACTERS,
): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  let characters = 0;
  for (const line of linesBetween(before, after)) {
    if (lines.length > 0 && characters + line.length > most) {
      yield await pack(`${lines.join('\n')}\n`);
      [lines, characters] = [[], 0];
    }
    lines.push(line);
    characters += line.length + 1;
  }
  if (lines.length > 0) yield await pack(`${lines.join('\n')}\n`);
}

function* linesBetween(before: Content, after: Content): Generator<string> {
  for (const key of before.keys()) if (!after.has(key)) yield JSON.stringify({ gone: key });
  for (const [key, text] of after) if (before.get(key) !== text) yield text;
}

/** What a section held at the last of these backups, put together of all. Throws `BackupError` where anything is lacking or damaged. */
export async function contentOf(
  store: BackupStore,
  manifests: readonly StoredManifest[],
  section: string,
): Promise<Content> {
  const content = new Map<string, string>();
  let kept: KeptSection | undefined;
  for (const { manifest } of manifests) {
    kept = manifest.sections[section];
    for (const file of kept?.files ?? []) await apply(store, file, content);
  }
  if (kept === undefined) return content;
  if (content.size !== kept.rows || digestOfContent(content) !== kept.digest)
    throw damaged(`What is kept of ${section} is not what was there`);
  return content;
}

async function apply(
  store: BackupStore,
  { name, sha256 }: KeptSection['files'][number],
  content: Map<string, string>,
): Promise<void> {
  const bytes = await store.read(name);
  if (bytes === undefined) throw damaged(`${name} is gone`);
  if (sha256Of(bytes) !== sha256) throw damaged(`${name} is not what was written`);
  const text = (await unpack(bytes)).toString('utf8');
  for (const line of text.split('\n').slice(0, -1)) {
    const gone = goneSchema.safeParse(parseJson(line)).data?.gone;
    if (gone === undefined) content.set(keyOf(rowOfText(line)), line);
    else content.delete(gone);
  }
}
