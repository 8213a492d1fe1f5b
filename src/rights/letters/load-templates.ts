import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Liquid, Template } from 'liquidjs';
import type { Language } from '../../policy/text.ts';
import { SafeError } from '../../safe-error.ts';
import { LETTERS, type Letter } from '../requests/request.ts';
import { isPart, TEMPLATE_NAMES, type TemplateName, templateFile } from './letter-files.ts';
import type { LetterView } from './placeholders.ts';
import { type TemplateText, templateFaults } from './template-faults.ts';
import { templateLanguage } from './template-language.ts';

/** Letters cannot be written from these templates; the message names every file and place, so that all can be mended at once. */
class LetterTemplatesError extends SafeError<'letter_templates'> {
  override readonly name = 'LetterTemplatesError';

  constructor(faults: ReadonlyMap<string, readonly string[]>) {
    const lines = [...faults].flatMap(([folder, found]) => [
      `The templates of letters in ${folder} are wrong; mend these:`,
      ...found.map((fault) => `  - ${fault}`),
    ]);
    super('letter_templates', lines.join('\n'));
  }
}

/** The letters of one company, ready to be filled. */
export interface LetterTemplates {
  /** A letter as Markdown. Whatever is filled in stands there as the text it is. */
  fill(letter: Letter, language: Language, view: LetterView): string;
}

/**
 * Reads the templates of several companies, each folder once. Throws `LetterTemplatesError` when one is missing, cannot be read or could
 * not be filled; it names all of them.
 */
export async function loadTemplates(folders: readonly string[]): Promise<LetterTemplates[]> {
  const loaded = new Map(
    await Promise.all([...new Set(folders)].map(async (one) => [one, await loadFolder(one)] as const)),
  );
  const faults = [...loaded].map(([folder, { faults: found }]) => [folder, found] as const);
  const wrong = new Map(faults.filter(([, found]) => found.length > 0));
  if (wrong.size > 0) throw new LetterTemplatesError(wrong);
  return folders.flatMap((folder) => loaded.get(folder)?.templates ?? []);
}

async function loadFolder(folder: string): Promise<{ faults: readonly string[]; templates: LetterTemplates }> {
  const [fi, en] = await Promise.all([loadLanguage(folder, 'fi'), loadLanguage(folder, 'en')]);
  const languages = { fi, en };
  return {
    faults: [...fi.faults, ...en.faults],
    templates: {
      fill: (letter, language, view) => {
        const { liquid, letters } = languages[language];
        // Parts see nothing but globals.
        return String(liquid.renderSync(letters.get(letter) ?? [], {}, { globals: view }));
      },
    },
  };
}

interface LoadedLanguage {
  readonly faults: readonly string[];
  readonly liquid: Liquid;
  readonly letters: ReadonlyMap<Letter, Template[]>;
}

async function loadLanguage(folder: string, language: Language): Promise<LoadedLanguage> {
  const read = await Promise.all(TEMPLATE_NAMES.map((name) => readTemplate(folder, name, language)));
  const texts = read.filter((one) => typeof one !== 'string');
  const unread = read.filter((one) => typeof one === 'string');
  const parts = texts.filter(({ name }) => isPart(name)).map(({ name, text }) => [name, text]);
  const liquid = templateLanguage(Object.fromEntries(parts));
  const faults = [...unread, ...templateFaults(liquid, texts)];
  const textOf = (letter: Letter) => texts.find(({ name }) => name === letter)?.text ?? '';
  const parsed = faults.length > 0 ? [] : LETTERS.map((one) => [one, liquid.parse(textOf(one))] as const);
  return { faults, liquid, letters: new Map(parsed) };
}

/** The template, or what is wrong with its file. */
async function readTemplate(folder: string, name: TemplateName, language: Language): Promise<TemplateText | string> {
  const file = templateFile(name, language);
  const bytes = await readFile(join(folder, file)).catch(() => undefined);
  if (bytes === undefined) return `${file} is missing or cannot be read`;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? `${file} is empty` : { name, file, text };
  } catch {
    return `${file} is not UTF-8: save it anew as UTF-8`;
  }
}
