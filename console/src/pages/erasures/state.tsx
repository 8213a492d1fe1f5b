import type { ErasureSummary } from '../../api/types.ts';
import { Status, type StatusKind } from '../../parts/status.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText } from '../../words/messages.ts';

type State = ErasureSummary['state'];

const KINDS: Readonly<Record<State, StatusKind>> = {
  preparing: 'info',
  awaiting_approval: 'warning',
  checking: 'info',
  approved: 'warning',
  executing: 'info',
  completed: 'good',
  partly_completed: 'warning',
  rejected: 'neutral',
  cancelled: 'neutral',
  failed: 'bad',
};

/** The states in which a run works on a list. */
const AT_WORK: readonly State[] = ['preparing', 'checking', 'executing'];

export function isAtWork({ state }: Pick<ErasureSummary, 'state'>): boolean {
  return AT_WORK.includes(state);
}

/** How a list stands. */
export function ListState({ state }: { state: State }) {
  const { language } = useLanguage();
  return <Status kind={KINDS[state]}>{codeText('listStates', language, state)}</Status>;
}
