import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { Prepared } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { href } from '../../routing/links.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select, TextArea } from '../../parts/inputs.tsx';
import { Link } from '../../parts/link.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Problem } from '../../parts/problem.tsx';
import { isRecordId } from '../../parts/record-id.ts';
import { useMessages } from '../../words/messages.ts';

/**
 * Asks of whom a list is to be prepared for the end of their retention, and leads to it: of those `chosen` from rows, where there are any.
 */
export function PrepareDialog({ chosen = [], onClose }: { chosen?: readonly string[]; onClose(): void }) {
  const t = useMessages('erasures');
  const { route } = useLocation();
  const [who, setWho] = useState<'chosen' | 'all' | 'some'>(chosen.length > 0 ? 'chosen' : 'all');
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const prepare = useAction((contactIds: readonly string[] | undefined) =>
    api.send<Prepared>('POST', '/api/erasures', { ground: 'retention', contactIds }),
  );
  const submit = async () => {
    const ids = who === 'all' ? undefined : who === 'chosen' ? chosen : idsIn(text);
    const isRight = who === 'all' || ids !== undefined;
    setWrong(!isRight);
    if (!isRight) return;
    const sent = await prepare.run(ids);
    if (sent !== undefined) route(href(`/erasures/${sent.body.id}`));
  };
  return (
    <Dialog onClose={onClose} title={t('prepareTitle')}>
      <p>{t('prepareText')}</p>
      <p class="soft">
        <Link to="/requests">{t('requestsElsewhere')}</Link>{' '}
        {chosen.length === 0 && (
          <Link query={{ status: 'ended' }} to="/retention">
            {t('chooseThere')}
          </Link>
        )}
      </p>
      <Problem problem={prepare.problem} says={{ 'no-erasure-key': t('noErasureKey'), '429': t('lineFull') }} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('who')}>
          <Select<typeof who>
            onChange={setWho}
            options={[
              ...(chosen.length > 0 ? [['chosen', t('ofChosen', { count: chosen.length })] as const] : []),
              ['all', t('everybody')],
              ['some', t('some')],
            ]}
            value={who}
          />
        </Field>
        {who === 'chosen' && (
          <ul aria-label={t('ofChosen', { count: chosen.length })} class="plain">
            {chosen.map((id) => (
              <li key={id}>
                <PersonName id={id} />
              </li>
            ))}
          </ul>
        )}
        {who === 'some' && (
          <Field error={isWrong ? t('idsWrong') : undefined} hint={t('idsHint')} label={t('ids')} name="contactIds">
            <TextArea onChange={setText} value={text} />
          </Field>
        )}
        <div class="form-actions">
          <Button busy={prepare.busy} kind="primary" type="submit">
            {t('start')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The ids in a text, each once; undefined where there is none, or anything else. */
function idsIn(text: string): string[] | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const areIds = words.length > 0 && words.every(isRecordId);
  return areIds ? [...new Set(words)] : undefined;
}
