import type { PersonRequestAnswer } from '../../api/types.ts';
import type { Session } from '../../session/session.tsx';
import { codeText, type Translate } from '../../words/messages.ts';
import type { Language } from '../../words/language.ts';
import type { Task } from './task.ts';

/** In whose words tasks are told, and to whom. */
export interface Telling {
  readonly t: Translate<'task'>;
  readonly language: Language;
  readonly session: Session;
}

/** A request is an officer's to answer, unless another one has to decide it too. */
export function requestTask(request: PersonRequestAnswer, { t, language, session }: Telling): Task {
  const { id, kind, state, proposal, contactIds, waiting } = request;
  const isOfficer = session.can('officer');
  const waitsForAnother = proposal !== null && proposal.by === session.person.id;
  const waitsForList = state === 'awaiting_approval';
  const note = () => {
    if (waiting) return t('requestWaits');
    if (!isOfficer) return t('requestNotMine');
    if (waitsForAnother) return t('requestOwnProposal');
    return proposal === null ? undefined : t('requestDecide');
  };
  return {
    key: `request-${id}`,
    dueOn: waiting ? null : request.dueOn,
    to: `/requests/${id}`,
    contactId: contactIds[0],
    note: note(),
    mine: isOfficer && !waitsForAnother && !waitsForList && !waiting,
    title: t('request', { kind: codeText('requestKinds', language, kind) }),
    state: { kind: 'info', text: codeText('requestStates', language, state) },
  };
}
