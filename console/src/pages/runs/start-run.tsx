import { useLocation } from 'preact-iso';
import { useRef, useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { Started } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Checkbox, Select, TextArea } from '../../parts/inputs.tsx';
import { href } from '../../routing/links.ts';
import { useMessages } from '../../words/messages.ts';

const HINTS = { all: 'allHint', changed: 'changedHint', contacts: 'contactsHint' } as const;

/** The button that starts a run, and the form behind it. */
export function StartRun() {
  const t = useMessages('runs');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {t('start')}
      </Button>
      {isOpen && <StartDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function StartDialog({ onClose }: { onClose(): void }) {
  const t = useMessages('runs');
  const { route } = useLocation();
  const [scope, setScope] = useState<Started['scope'] & keyof typeof HINTS>('changed');
  const [ids, setIds] = useState('');
  const [emails, setEmails] = useState('');
  const [dryRun, setDryRun] = useState(true);
  const [isEmpty, setEmpty] = useState(false);
  // Sent again, after an answer that was lost, it is still one run.
  const key = useRef(crypto.randomUUID());
  const start = useAction(async () => {
    const named = scope === 'contacts' ? { contactIds: listed(ids), emails: listed(emails) } : {};
    const headers = { 'idempotency-key': key.current };
    const { body } = await api.send<Started>('POST', '/api/resync', { scope, dryRun, ...named }, { headers });
    route(href(`/runs/${body.runId}`));
  });
  const changed = () => {
    key.current = crypto.randomUUID();
    setEmpty(false);
  };
  const submit = () => {
    if (scope === 'contacts' && listed(ids).length + listed(emails).length === 0) setEmpty(true);
    else start.run();
  };
  return (
    <FormDialog
      busy={start.busy}
      onClose={onClose}
      onSubmit={submit}
      problem={start.problem}
      submit={t('startNow')}
      title={t('start')}
    >
      <p>{t('startIntro')}</p>
      <Field hint={t(HINTS[scope])} label={t('whatToRun')} name="scope">
        <Select
          onChange={(chosen) => {
            changed();
            setScope(chosen);
          }}
          options={[
            ['changed', t('changedScope')],
            ['all', t('all')],
            ['contacts', t('contacts')],
          ]}
          value={scope}
        />
      </Field>
      {scope === 'contacts' && (
        <>
          <Field
            error={isEmpty ? t('nobodyNamed') : undefined}
            hint={t('oneALine')}
            label={t('contactIds')}
            name="contactIds"
            optional
          >
            <TextArea
              onChange={(text) => {
                changed();
                setIds(text);
              }}
              rows={3}
              value={ids}
            />
          </Field>
          <Field hint={t('oneALine')} label={t('emails')} name="emails" optional>
            <TextArea
              onChange={(text) => {
                changed();
                setEmails(text);
              }}
              rows={3}
              value={emails}
            />
          </Field>
        </>
      )}
      <Checkbox
        checked={dryRun}
        label={t('asDryRun')}
        onChange={(checked) => {
          changed();
          setDryRun(checked);
        }}
      />
    </FormDialog>
  );
}

/** What stands in lines, or between commas or spaces. */
function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}
