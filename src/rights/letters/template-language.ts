import { Liquid } from 'liquidjs';

/** What templates are made of: text, placeholders, conditions, lists and shared parts. Nothing that computes. */
const TAGS = ['if', 'unless', 'for', 'render', 'comment', '#'];

/**
 * The language of the templates: Liquid, as shops and newsletters have it, so that whoever writes letters can write them. Only
 * `TAGS` of it, and no filters. A name that the letter cannot fill is an error; `parts` are what `render` may name.
 */
export function templateLanguage(parts: Readonly<Record<string, string>>): Liquid {
  const language = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: { ...parts },
    outputEscape: (value: unknown) => escapeMarkdown(String(value)),
  });
  for (const name of Object.keys(language.tags)) if (!TAGS.includes(name)) delete language.tags[name];
  for (const name of Object.keys(language.filters)) delete language.filters[name];
  return language;
}

/**
 * A value as Markdown that shows exactly it, on one line: any ASCII punctuation may be escaped (CommonMark 0.31, 2.4), and white space
 * that would begin a block is one space.
 */
function escapeMarkdown(value: string): string {
  return value
    .trim()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
