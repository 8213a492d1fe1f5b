import { useState } from 'preact/hooks';
import { useSession } from '../../session/session.tsx';
import { Field } from '../../parts/field.tsx';
import { DateInput, Select } from '../../parts/inputs.tsx';
import { formatDay } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import type { TableName } from '../../words/load.ts';
import { codeOptions, useMessages } from '../../words/messages.ts';
import { type FormProps, FormShell } from './form-shell.tsx';

/** Actions that say nothing more than their name. */
export type BareAction = 'ask-identity' | 'resume' | 'complete' | 'withdraw' | 'close-unidentified';

/** Asks whether it is meant. */
export function ConfirmForm({ action, ...form }: FormProps & { readonly action: BareAction }) {
  const t = useMessages('requestActs');
  return (
    <FormShell {...form} action={action} check={() => ({})} body={() => undefined} danger={action === 'withdraw'}>
      {() => <p>{t(`confirm-${action}`)}</p>}
    </FormShell>
  );
}

/** How it was established who asks. */
export function IdentifyForm(form: FormProps) {
  const t = useMessages('requestActs');
  const options = useCodes('identifications');
  const [how, setHow] = useState('');
  return (
    <FormShell
      {...form}
      action="identify"
      body={() => ({ how })}
      check={() => (how === '' ? { how: t('needHow') } : {})}
    >
      {(error) => (
        <Field error={error('how', t('needHow'))} hint={t('howHint')} label={t('how')} name="how">
          <Select onChange={setHow} options={options} value={how} />
        </Field>
      )}
    </FormShell>
  );
}

/** For what the controller waits. */
export function PauseForm(form: FormProps) {
  const t = useMessages('requestActs');
  const options = useCodes('pauseReasons');
  const [reason, setReason] = useState('');
  return (
    <FormShell
      {...form}
      action="pause"
      body={() => ({ reason })}
      check={() => (reason === '' ? { reason: t('needReason') } : {})}
    >
      {(error) => (
        <Field error={error('reason', t('needReason'))} hint={t('pauseHint')} label={t('pauseReason')} name="reason">
          <Select onChange={setReason} options={options} value={reason} />
        </Field>
      )}
    </FormShell>
  );
}

/** Why it takes longer (Art. 12(3)). */
export function ExtendForm(form: FormProps) {
  const t = useMessages('requestActs');
  const { language } = useLanguage();
  const options = useCodes('extensionReasons');
  const [reason, setReason] = useState('');
  const hint = t('extendHint', { day: formatDay(form.request.dueOn, language) });
  return (
    <FormShell
      {...form}
      action="extend"
      body={() => ({ reason })}
      check={() => (reason === '' ? { reason: t('needReason') } : {})}
    >
      {(error) => (
        <Field error={error('reason', t('needReason'))} hint={hint} label={t('extendReason')} name="reason">
          <Select onChange={setReason} options={options} value={reason} />
        </Field>
      )}
    </FormShell>
  );
}

/** That a letter was sent; `letter` is the one that it was asked for. */
export function LetterSentForm({ letter: first, ...form }: FormProps & { readonly letter: string }) {
  const t = useMessages('requestActs');
  const { today } = useSession();
  const options = useCodes('letterNames');
  const [letter, setLetter] = useState(first);
  const [sentOn, setSentOn] = useState(today);
  return (
    <FormShell
      {...form}
      action="letter-sent"
      body={() => ({ letter, sentOn })}
      check={() => ({
        ...(letter === '' ? { letter: t('needLetter') } : {}),
        ...(sentOn === '' ? { sentOn: t('needDay') } : {}),
      })}
    >
      {(error) => (
        <>
          <Field error={error('letter', t('needLetter'))} label={t('letter')} name="letter">
            <Select onChange={setLetter} options={options} value={letter} />
          </Field>
          <Field error={error('sentOn', t('wrongDay'))} label={t('sentOn')} name="sentOn">
            <DateInput max={today} min={form.request.receivedOn} onChange={setSentOn} value={sentOn} />
          </Field>
        </>
      )}
    </FormShell>
  );
}

/** That a processor of the policy was told (Art. 19); `processor` is the one that it was asked for. */
export function RecipientToldForm({ processor: first, ...form }: FormProps & { readonly processor: string }) {
  const t = useMessages('requestActs');
  const { today } = useSession();
  const [processor, setProcessor] = useState(first);
  const [on, setOn] = useState(today);
  const names = form.request.recipients.map((one) => [one.processor, one.processor] as const);
  return (
    <FormShell
      {...form}
      action="recipient-told"
      body={() => ({ processor, on })}
      check={() => ({
        ...(processor === '' ? { processor: t('needProcessor') } : {}),
        ...(on === '' ? { on: t('needDay') } : {}),
      })}
    >
      {(error) => (
        <>
          <Field
            error={error('processor', t('needProcessor'))}
            hint={t('toldHint')}
            label={t('processor')}
            name="processor"
          >
            <Select onChange={setProcessor} options={[['', t('choose')], ...names]} value={processor} />
          </Field>
          <Field error={error('on', t('wrongDay'))} label={t('toldOn')} name="on">
            <DateInput max={today} min={form.request.receivedOn} onChange={setOn} value={on} />
          </Field>
        </>
      )}
    </FormShell>
  );
}

/** That a restriction is lifted, of which the person was told (Art. 18(3)). */
export function LiftForm(form: FormProps) {
  const t = useMessages('requestActs');
  const { today } = useSession();
  const told = form.request.letters.findLast(({ letter }) => letter === 'lifting')?.sentOn;
  const [letterSentOn, setSentOn] = useState(told ?? '');
  return (
    <FormShell
      {...form}
      action="lift"
      body={() => ({ letterSentOn })}
      check={() => (letterSentOn === '' ? { letterSentOn: t('needDay') } : {})}
    >
      {(error) => (
        <Field
          error={error('letterSentOn', t('wrongDay'))}
          hint={t('liftHint')}
          label={t('liftedOn')}
          name="letterSentOn"
        >
          <DateInput max={today} onChange={setSentOn} value={letterSentOn} />
        </Field>
      )}
    </FormShell>
  );
}

/** The codes of a table as options, with none of them chosen. */
function useCodes(name: TableName) {
  const { language } = useLanguage();
  const t = useMessages('requestActs');
  return codeOptions(name, language, t('choose'));
}
