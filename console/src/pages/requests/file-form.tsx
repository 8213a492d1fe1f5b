import { useState } from 'preact/hooks';
import { useSession } from '../../session/session.tsx';
import { fieldProblem } from '../../api/field-problem.ts';
import { api } from '../../api/client.ts';
import type { PersonRequestAnswer } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Field, fieldId } from '../../parts/field.tsx';
import { Link } from '../../parts/link.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Checkbox, DateInput, Select, TextArea } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/language.ts';
import type { TableName } from '../../words/load.ts';
import { codeOptions, useMessages } from '../../words/messages.ts';
import { bodyOfDraft, EMPTY_DRAFT, type FileDraft, faultsOfDraft } from './file-draft.ts';

/** As the API names the request that is open already. */
const REQUEST_ID = /\d{8}T\d{9}Z-[0-9a-f]{8}/;

/** Files a request. Nobody found is no error: the person is told that nothing is held. */
export function FileForm({ onFiled, onClose }: { onFiled(request: PersonRequestAnswer): void; onClose(): void }) {
  const t = useMessages('requestFiling');
  const { today } = useSession();
  const { language } = useLanguage();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [found, setFound] = useState<Readonly<Record<string, string>>>({});
  const change = (more: Partial<FileDraft>) => setDraft((before) => ({ ...before, ...more }));
  const { run, busy, problem } = useAction(async () => {
    const { body } = await api.send<PersonRequestAnswer>('POST', '/api/requests', bodyOfDraft(draft));
    onFiled(body);
  });
  const error = fieldProblem(problem, found);
  const other = problem?.type.endsWith('/already-open') ? REQUEST_ID.exec(problem.detail)?.[0] : undefined;
  const submit = () => {
    const faults = faultsOfDraft(draft, today);
    setFound(Object.fromEntries(Object.entries(faults).map(([path, code]) => [path, t(code)])));
    const [first] = Object.keys(faults);
    if (first === undefined) run();
    else document.getElementById(fieldId(first))?.focus();
  };
  const options = (name: TableName) => codeOptions(name, language, t('choose'));
  return (
    <FormDialog
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      says={{ 'already-open': t('alreadyOpen') }}
      submit={t('submit')}
      title={t('title')}
    >
      {other !== undefined && (
        <p>
          <Link to={`/requests/${other}`}>{t('openOther')}</Link>
        </p>
      )}
      <Field error={error('kind', t('needKind'))} label={t('kind')} name="kind">
        <Select onChange={(kind) => change({ kind })} options={options('requestKinds')} value={draft.kind} />
      </Field>
      {draft.kind === 'objection' && (
        <Checkbox checked={draft.marketing} label={t('marketing')} onChange={(marketing) => change({ marketing })} />
      )}
      <Field
        error={error('receivedOn', t('wrongDay'))}
        hint={t('receivedOnHint')}
        label={t('receivedOn')}
        name="receivedOn"
      >
        <DateInput max={today} onChange={(receivedOn) => change({ receivedOn })} value={draft.receivedOn} />
      </Field>
      <Field error={error('channel', t('needChannel'))} label={t('channel')} name="channel">
        <Select onChange={(channel) => change({ channel })} options={options('channels')} value={draft.channel} />
      </Field>
      <Field label={t('by')}>
        <Select
          onChange={(by) => change({ by })}
          options={[
            ['email', t('byEmail')],
            ['contact', t('byContact')],
            ['nobody', t('byNobody')],
          ]}
          value={draft.by}
        />
      </Field>
      {draft.by === 'email' && (
        <Field error={error('emails', t('wrongEmails'))} hint={t('emailsHint')} label={t('emails')} name="emails">
          <TextArea onChange={(emails) => change({ emails })} rows={2} value={draft.emails} />
        </Field>
      )}
      {draft.by === 'contact' && (
        <Field
          error={error('contactIds', t('wrongContacts'))}
          hint={t('contactIdsHint')}
          label={t('contactIds')}
          name="contactIds"
        >
          <TextArea onChange={(contactIds) => change({ contactIds })} rows={2} value={draft.contactIds} />
        </Field>
      )}
      {draft.by === 'nobody' && <p class="hint">{t('nobodyHint')}</p>}
    </FormDialog>
  );
}
