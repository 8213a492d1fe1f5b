import type { PersonRequestAnswer } from '../../api/types.ts';
import { Status, type StatusKind } from '../../parts/status.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText } from '../../words/messages.ts';

const KINDS: Readonly<Record<PersonRequestAnswer['state'], StatusKind>> = {
  received: 'info',
  identifying: 'info',
  assessing: 'info',
  awaiting_approval: 'info',
  executing: 'info',
  answered: 'good',
  partly_answered: 'good',
  refused: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
};

/** How a request stands. */
export function RequestState({ state }: Pick<PersonRequestAnswer, 'state'>) {
  const { language } = useLanguage();
  return <Status kind={KINDS[state]}>{codeText('requestStates', language, state)}</Status>;
}
