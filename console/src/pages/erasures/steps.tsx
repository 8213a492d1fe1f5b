import type { ErasureAnswer } from '../../api/types.ts';
import { useMessages } from '../../words/messages.ts';

const STEPS = ['stepPrepare', 'stepApprove', 'stepWait', 'stepErase', 'stepCertificate'] as const;

const STEP_OF: Readonly<Partial<Record<ErasureAnswer['state'], (typeof STEPS)[number]>>> = {
  preparing: 'stepPrepare',
  awaiting_approval: 'stepApprove',
  checking: 'stepApprove',
  approved: 'stepWait',
  executing: 'stepErase',
  completed: 'stepCertificate',
  partly_completed: 'stepCertificate',
};

/** Where a list is on its way; nothing of one that has left it. */
export function Steps({ list: { state } }: { list: ErasureAnswer }) {
  const t = useMessages('erasureList');
  const now = STEP_OF[state];
  if (now === undefined) return null;
  return (
    <ol aria-label={t('steps')} class="phases">
      {STEPS.map((step) => (
        <li aria-current={step === now ? 'step' : undefined} key={step}>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
