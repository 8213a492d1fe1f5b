import type { RunSummary } from '../../api/types.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

/** Says what a run looks at, and whether it only tries: `koko rekisteri (koeajo)`. */
export function useScopeText(): (run: Pick<RunSummary, 'scope' | 'dryRun'>) => string {
  const t = useMessages('runs');
  const { language } = useLanguage();
  return ({ scope, dryRun }) => codeText('runScopes', language, scope) + (dryRun ? ` (${t('dryRun')})` : '');
}
