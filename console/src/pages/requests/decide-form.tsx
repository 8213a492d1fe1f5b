import { useId, useState } from 'preact/hooks';
import type { CopyReviewAnswer, RequestWithChoices } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { useMessages } from '../../words/messages.ts';
import { DecideItem, type Notes } from './decide-item.tsx';
import { bodyOf, changed, draftOf, faultsOf, pathOf, withSubject } from './decision-draft.ts';
import { type FormProps, FormShell } from './form-shell.tsx';

const SUBJECT =
  /^(?:(?:meetings|calls|emails|communications|postal_mail|notes|tasks|conversations):[1-9]\d{0,18}|property:[a-z][a-z0-9_]{0,99})$/;

/** Decides, item by item. `review` says what concerns other people, where somebody has looked. */
export function DecideForm({ review, ...form }: FormProps & { readonly review: CopyReviewAnswer | undefined }) {
  const t = useMessages('requestActs');
  const { request } = form;
  const { kind, contactIds, proposal } = request;
  const [draft, setDraft] = useState(() => draftOf(request, review));
  const takesMore = kind === 'access' || kind === 'portability' || kind === 'rectification';
  const check = () => {
    const faults = faultsOf(draft, request);
    return Object.fromEntries(
      faults.map(({ path, code }) => [path, t(code === 'undecided' ? 'undecidedFault' : code)] as const),
    );
  };
  return (
    <FormShell {...form} action="decide" body={() => bodyOf(draft)} check={check}>
      {(error) => (
        <>
          <p>{t(contactIds.length === 0 ? 'decideNobody' : 'decideText')}</p>
          {proposal !== null && <p class="notice">{t('decideProposal')}</p>}
          {takesMore && kind !== 'rectification' && contactIds.length > 0 && review === undefined && (
            <p class="notice warning">{t('decideReview')}</p>
          )}
          {error('items', t('wrongItem')) !== undefined && (
            <p class="error" id="field-items" role="alert" tabIndex={-1}>
              {error('items', t('wrongItem'))}
            </p>
          )}
          {draft.map((item) => (
            <DecideItem
              error={error}
              item={item}
              key={item.subject}
              notes={notesOf(item.subject, request, review)}
              onChange={(change) => setDraft((before) => changed(before, item.subject, change))}
              path={pathOf(draft, item.subject)}
              request={request}
            />
          ))}
          {takesMore && contactIds.length > 0 && (
            <AddSubject onAdd={(subject) => setDraft((before) => [...withSubject(before, subject)])} />
          )}
        </>
      )}
    </FormShell>
  );
}

/** One more thing to decide about, by its HubSpot id. */
function AddSubject({ onAdd }: { onAdd(subject: string): void }) {
  const t = useMessages('requestActs');
  const id = useId();
  const [subject, setSubject] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = () => {
    const typed = subject.trim();
    setWrong(!SUBJECT.test(typed));
    if (!SUBJECT.test(typed)) return;
    onAdd(typed);
    setSubject('');
  };
  return (
    <details id={id}>
      <summary>{t('addSubject')}</summary>
      <Field
        error={isWrong ? t('wrongSubject') : undefined}
        hint={t('addSubjectHint')}
        label={t('addSubject')}
        optional
      >
        <TextInput onChange={setSubject} value={subject} />
      </Field>
      <p>
        <Button onClick={add}>{t('add')}</Button>
      </p>
    </details>
  );
}

/** What the review found of a thing, and another officer proposed. */
function notesOf(subject: string, { proposal }: RequestWithChoices, review: CopyReviewAnswer | undefined): Notes {
  return {
    proposed: proposal?.items.find((one) => one.subject === subject)?.outcome,
    others: review?.withOthers.find((one) => one.subject === subject)?.othersCount,
    found: review?.hints.find((one) => one.subject === subject)?.found ?? [],
  };
}
