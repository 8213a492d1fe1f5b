import type { RunSummary } from '../../api/types.ts';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { runScopes } from '../../words/run-codes.ts';
import { pageMessages } from './messages.ts';

/** Says what a run looks at, and whether it only tries: `koko rekisteri (koeajo)`. */
export function useScopeText(): (run: Pick<RunSummary, 'scope' | 'dryRun'>) => string {
  const t = useMessages(pageMessages);
  const { language } = useLanguage();
  return ({ scope, dryRun }) => codeText(runScopes, language, scope) + (dryRun ? ` (${t('dryRun')})` : '');
}
