import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { here, signInAddress } from '../../session/sign-in.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { type ListDialog, useListAction } from './use-list-action.ts';

/** Approves exactly the list that is shown, once the number of people is typed; asks for a fresh sign-in where the API does. */
export function ApproveDialog(props: ListDialog) {
  const [t, tPage] = [useMessages('erasureList'), useMessages('erasures')];
  const { list, onClose } = props;
  const { id, listHash, people, delayHours } = list;
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const approve = useListAction(props, () => api.send('POST', `/api/erasures/${id}/approval`, { listHash }));
  if (approve.problem?.type.endsWith('/fresh-sign-in')) return <FreshSignIn onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={t('approveTitle')}>
      <p>
        <strong>{t('approveText', { count: people.proposed })}</strong>{' '}
        {delayHours === 0 ? t('approveAtOnce') : t('approveDelay', { count: delayHours })}
      </p>
      <p>
        {t('hash')}: <code class="hash">{listHash}</code>
      </p>
      <Problem
        problem={approve.problem}
        says={{
          'another-list': t('anotherList'),
          'no-erasure-key': tPage('noErasureKey'),
          'nobody-proposed': t('nobodyProposed'),
          '429': tPage('lineFull'),
        }}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const isRight = typed.replace(/\s/g, '') === String(people.proposed);
          setWrong(!isRight);
          if (isRight) approve.run();
        }}
      >
        <Field error={isWrong ? t('typeCountWrong') : undefined} hint={t('typeCountHint')} label={t('typeCount')}>
          <TextInput numeric onChange={setTyped} value={typed} />
        </Field>
        <div class="form-actions">
          <Button busy={approve.busy} kind="danger" type="submit">
            {t('approveDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Leads through a sign-in and back to the list. */
function FreshSignIn({ onClose }: { onClose(): void }) {
  const t = useMessages('erasureList');
  return (
    <Dialog onClose={onClose} title={t('freshTitle')}>
      <p>{t('fresh')}</p>
      <p class="dialog-actions">
        <a class="button primary" href={signInAddress(here(), { fresh: true })}>
          {t('signIn')}
        </a>
      </p>
      <p class="soft">{t('freshAgain')}</p>
    </Dialog>
  );
}
