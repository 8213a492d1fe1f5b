import { z } from 'zod';
import { LANGUAGES, type Language, type LocalText, textIn } from '../policy/text.ts';

const langSchema = z.enum(LANGUAGES);

const runSchema = z.object({
  text: z.string(),
  lang: langSchema.describe('Finnish in an English document where the notice has no English text.'),
  href: z.string().nullable().describe('Where it leads: an address of e-mail, or a page.'),
});

const lineSchema = z.array(runSchema).describe('Text, in pieces of one language each.');

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), line: lineSchema }),
  z.object({ kind: z.literal('list'), items: z.array(lineSchema) }),
  z.object({
    kind: z.literal('facts'),
    caption: z.string().nullable(),
    items: z.array(z.object({ name: lineSchema, value: lineSchema })),
  }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(lineSchema)),
  }),
]);

const sectionSchema = z
  .object({
    id: z.string().describe('Stable, such as controller.'),
    number: z.int().nullable().describe('Its number in the document, where sections are numbered.'),
    heading: z.string(),
    article: z.string().nullable().describe('What of the GDPR it answers to, such as 13(1)(a).'),
    separate: z.boolean().describe('Shown apart from the rest (Art. 21(4)).'),
    blocks: z.array(blockSchema),
  })
  .meta({ id: 'NoticeSection' });

/** A document made of the policy. HTML, Markdown and CSV are made of it, so that they cannot say different things. */
const documentSchema = z.object({
  lang: langSchema,
  title: lineSchema,
  subtitle: lineSchema.nullable(),
  facts: z.array(z.object({ name: lineSchema, value: lineSchema })).describe('Dates and version.'),
  sections: z.array(sectionSchema),
});

/** The notice as `GET /api/notice` answers it in JSON. */
export const noticeSchema = documentSchema.extend({ format: z.literal('rekisteri-notice-v1') }).meta({ id: 'Notice' });

export type Document = z.infer<typeof documentSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Block = z.infer<typeof blockSchema>;
export type Run = z.infer<typeof runSchema>;
export type Line = z.infer<typeof lineSchema>;

/** What a line is made of: words of the program in the language of the document, or texts of the policy. */
export type Said = string | LocalText | Run | null;

/** Makes lines in one language. A text without a version in it stands in Finnish, and says so. */
export function linesIn(lang: Language): (...parts: readonly Said[]) => Line {
  return (...parts) =>
    parts.reduce<Line>((line, part) => (part === null ? line : joined(line, runOf(part, lang), part)), []);
}

/** Pieces of one language are one; what is no word goes with what it follows. */
function joined(line: Line, run: Run, said: Said): Line {
  const last = line.at(-1);
  const follows = run.lang === last?.lang || (typeof said === 'string' && !/\p{L}/u.test(said));
  if (last === undefined || !follows || last.href !== null || run.href !== null) return [...line, run];
  return [...line.slice(0, -1), { ...last, text: last.text + run.text }];
}

/** A name or an address as the policy has it, which is Finnish and has no other version. */
export function finnish(text: string): LocalText {
  return { fi: text, en: null };
}

/** A link: to a page, or to an address of e-mail. */
export function linkTo(address: string, lang: Language): Run {
  // An address of a page may have one as well.
  const href = address.includes('@') && !address.startsWith('https://') ? `mailto:${address}` : address;
  return { text: address, lang, href };
}

function runOf(part: string | LocalText | Run, lang: Language): Run {
  if (typeof part === 'string') return { text: part, lang, href: null };
  return 'fi' in part ? { ...textIn(part, lang), href: null } : part;
}

/** A block, unless nothing would be in it. */
export function paragraph(line: Line): Block[] {
  return line.length === 0 ? [] : [{ kind: 'paragraph', line }];
}

export function list(items: readonly Line[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items: [...items] }];
}

/** Names with their values, under a caption where it is not plain whose they are; those without a value are left out. */
export function facts(items: readonly (readonly [Line, Line])[], caption: string | null = null): Block[] {
  const filled = items.filter(([, value]) => value.length > 0).map(([name, value]) => ({ name, value }));
  return filled.length === 0 ? [] : [{ kind: 'facts', caption, items: filled }];
}

/** A table; a column in which no row says anything is left out. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Line[])[]): Block[] {
  if (rows.length === 0) return [];
  const said = columns.map((_, place) => rows.some((row) => (row[place] ?? []).length > 0));
  const kept = <Cell>(cells: readonly Cell[]) => cells.filter((_, place) => said[place]);
  return [{ kind: 'table', caption, columns: kept(columns), rows: rows.map(kept) }];
}

/** The text of a line without its languages. */
export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('');
}
