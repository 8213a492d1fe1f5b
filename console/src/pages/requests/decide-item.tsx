import type { RequestWithChoices } from '../../api/types.ts';
import { Field } from '../../parts/field.tsx';
import { DateInput, Select, TextInput } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { type DraftItem, isOwed, UNFOUNDED } from './decision-draft.ts';
import { Subject } from './subject.tsx';

/** What is known of a thing before it is decided. */
export interface Notes {
  /** What another officer has proposed. */
  readonly proposed: 'granted' | 'refused' | undefined;
  /** How many other people it concerns. */
  readonly others: number | undefined;
  /** Names that were found in its text. */
  readonly found: readonly string[];
}

/** Decides about one thing; a refusal with its ground, section of law, end date and proof. */
export function DecideItem({
  item,
  path,
  notes,
  request,
  error,
  onChange,
}: {
  item: DraftItem;
  /** Under which the API names it; undefined while nothing is decided of it. */
  path: string | undefined;
  notes: Notes;
  request: RequestWithChoices;
  error(path: string, own: string): string | undefined;
  onChange(change: Partial<DraftItem>): void;
}) {
  const t = useMessages('requestActs');
  const { language } = useLanguage();
  const { subject, outcome, ground, statute, until, proofRef, from } = item;
  const name = (field: string) => `${path ?? subject}.${field}`;
  const wrong = (field: string) => (path === undefined ? undefined : error(`${path}.${field}`, t('wrongItem')));
  const leftAlone = from === 'hint' ? 'leftIn' : from === 'with_others' ? 'leftOut' : 'undecided';
  const none = isOwed(item, request.kind) ? 'choose' : leftAlone;
  const grounds = request.choices.grounds.map((one) => [one.ground, one.text[language] ?? one.text.fi] as const);
  return (
    <fieldset class="decide-item">
      <legend>
        <Subject subject={subject} />
      </legend>
      {notes.proposed !== undefined && <p class="hint">{t('proposed', { outcome: t(notes.proposed) })}</p>}
      {notes.others !== undefined && <p class="hint">{t('withOthers', { count: notes.others })}</p>}
      {notes.found.length > 0 && <p class="hint">{t('hint', { found: notes.found.join(', ') })}</p>}
      <Field error={wrong('outcome') ?? wrong('subject')} label={t('outcome')} name={name('outcome')}>
        <Select
          onChange={(value) => onChange({ outcome: value })}
          options={[
            ['', t(none)],
            ['granted', t('granted')],
            ...(request.marketing ? [] : [['refused', t('refused')] as const]),
          ]}
          value={outcome}
        />
      </Field>
      {outcome === 'refused' && (
        <>
          <Field error={wrong('ground')} label={t('ground')} name={name('ground')}>
            <Select
              onChange={(value) => onChange({ ground: value })}
              options={[['', t('choose')], ...grounds]}
              value={ground}
            />
          </Field>
          {ground === UNFOUNDED && (
            <Field error={wrong('proofRef')} hint={t('proofHint')} label={t('proofRef')} name={name('proofRef')}>
              <TextInput maxLength={40} onChange={(value) => onChange({ proofRef: value })} value={proofRef} />
            </Field>
          )}
          <Field error={wrong('statute')} label={t('statute')} name={name('statute')} optional>
            <TextInput maxLength={80} onChange={(value) => onChange({ statute: value })} value={statute} />
          </Field>
          <Field error={wrong('until')} label={t('until')} name={name('until')} optional>
            <DateInput onChange={(value) => onChange({ until: value })} value={until} />
          </Field>
        </>
      )}
    </fieldset>
  );
}
