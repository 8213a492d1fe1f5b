import type { Translate } from '../../words/messages.ts';

/** What a reader is told of the kinds of problem that an action on a request may come to (`docs/requests.md`). */
export function actionProblems(t: Translate<'requestActs'>): Record<string, string> {
  return {
    'wrong-state': t('wrongState'),
    'paused-already': t('wrongState'),
    'not-paused': t('wrongState'),
    'extended-already': t('wrongState'),
    'already-lifted': t('wrongState'),
    'changed-meanwhile': t('changedMeanwhile'),
    'recorded-already': t('recordedAlready'),
    unfinished: t('unfinished'),
    'list-underway': t('listUnderway'),
    'too-late-to-extend': t('tooLateToExtend'),
    'letter-missing': t('letterMissing'),
    'same-officer': t('sameOfficer'),
    'value-taken': t('valueTaken'),
    'merged-contact': t('mergedContact'),
    'too-large': t('tooLarge'),
    '503': t('notWritten'),
  };
}
