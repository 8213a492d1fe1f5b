import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { documentMarkdown } from '../../src/notice/markdown.ts';
import { noticeOf } from '../../src/notice/notice.ts';
import { documentPage } from '../../src/notice/page.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { LANGUAGES, type Language } from '../../src/policy/text.ts';
import { SafeError } from '../../src/safe-error.ts';
import { readArguments, TEXT, wrongUsage } from '../command/arguments.ts';
import { CommandError } from '../command/errors.ts';
import { givenPath, type Output } from '../command/output.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run notice -- --out DIR [--lang fi,en] [--policy FILE]

  --out     the folder that the notice is written to, as notice.LANG.html, .md and .json; it is made when it is missing
  --lang    fi, en or both (the default)
  --policy  the policy file; else REGISTER_POLICY_FILE, else policy/asiakasrekisteri.json`;

const DEFAULT_POLICY = 'policy/asiakasrekisteri.json';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `npm run notice`: writes the notice for the company's web site, from the policy file alone. What it writes depends on nothing
 * else, so that a file changes only with the notice. Gives the exit status: 0 done, 2 wrong usage, policy or folder.
 */
export async function noticeCommand(
  args: readonly string[],
  environment: Environment,
  { out, err }: Output,
): Promise<number> {
  try {
    const { folder, languages, policyFile } = readOptions(args, environment);
    const policy = await loadPolicy(policyFile);
    for (const [name, text] of languages.flatMap((lang) => filesIn(lang, policy))) {
      await write(folder, name, text);
      out(join(folder, name));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof SafeError)) throw error;
    err(error.message);
    return 2;
  }
}

function filesIn(lang: Language, policy: Parameters<typeof noticeOf>[0]): (readonly [name: string, text: string])[] {
  const notice = noticeOf(policy, lang);
  return [
    [`notice.${lang}.html`, documentPage(notice, { indexed: true })],
    [`notice.${lang}.md`, documentMarkdown(notice)],
    [`notice.${lang}.json`, `${JSON.stringify(notice, undefined, 2)}\n`],
  ];
}

async function write(folder: string, name: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), text);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new CommandError(
      'unreadable',
      `${join(folder, name)} cannot be written${why}: name another folder with --out.`,
    );
  }
}

function readOptions(args: readonly string[], environment: Environment) {
  const options = { out: TEXT, lang: TEXT, policy: TEXT };
  const { out, lang = LANGUAGES.join(','), policy } = readArguments(USAGE, { args: [...args], options }).values;
  // As a variable leaves it that is not set.
  if (out === undefined || out.trim() === '') throw wrongUsage(USAGE, 'Name a folder with --out.');
  if (policy?.trim() === '') throw wrongUsage(USAGE, 'Name a file with --policy, or leave it out.');
  const given = lang.split(',');
  const languages = LANGUAGES.filter((one) => given.includes(one));
  if (languages.length !== given.length) throw wrongUsage(USAGE, '--lang must be fi, en or fi,en.');
  const policyFile =
    policy === undefined ? resolve(environment.REGISTER_POLICY_FILE || DEFAULT_POLICY) : givenPath(policy, environment);
  return { folder: givenPath(out, environment), languages, policyFile };
}
