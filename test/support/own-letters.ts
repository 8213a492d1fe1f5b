import { type LetterTemplates, loadTemplates } from '../../src/rights/letters/load-templates.ts';

/** The templates of the app, or of another folder. */
export async function lettersIn(folder = 'policy/letters'): Promise<LetterTemplates> {
  const [templates] = await loadTemplates([folder]);
  if (templates === undefined) throw new Error('A folder has templates, or faults.');
  return templates;
}
