import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { VerificationAnswer } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { useMessages } from '../../words/messages.ts';
import { VerificationResult } from './verification-result.tsx';

const PATH = '/api/audit/verification';

/** Whether the trail is whole: by the last verification, and now. */
export function Verification() {
  const t = useMessages('verification');
  const last = useResource((signal) => api.get<VerificationAnswer>(PATH, { which: 'last' }, { signal }), []);
  const [found, setFound] = useState<VerificationAnswer>();
  const { run, busy, problem } = useAction(async () => setFound(await api.get<VerificationAnswer>(PATH)));
  const shown = found ?? last.value;
  const isNever = last.problem?.status === 404;
  return (
    <>
      <p>{t('text')}</p>
      <p>
        <Button busy={busy} kind="primary" onClick={run}>
          {t('now')}
        </Button>
      </p>
      <Problem problem={problem} />
      {!isNever && <Problem problem={last.problem} retry={last.reload} />}
      <div aria-live="polite">
        {busy && <p>{t('running')}</p>}
        {shown === undefined && isNever && !busy && <p class="notice warning">{t('never')}</p>}
        {shown === undefined && last.state === 'loading' && <Loading />}
        {shown !== undefined && <VerificationResult result={shown} />}
      </div>
      <Section title={t('export')}>
        <p>{t('exportText')}</p>
        <p>
          <code>npm run export-audit -- trail.jsonl --seals seals</code>
          <br />
          <code>npm run verify-audit -- trail.jsonl --seals seals</code>
        </p>
      </Section>
    </>
  );
}
