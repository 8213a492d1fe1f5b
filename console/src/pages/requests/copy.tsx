import { useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from '../../session/session.tsx';
import type { RequestWithChoices } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Actor } from '../../parts/actor.tsx';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';
import { type CopyFormat, fetchCopy } from './fetch-copy.ts';
import { mayGiveCopy } from './next-steps.ts';

/** The copy of what is held of the person (Art. 15, 20): made when an officer asks, recorded as disclosed. */
export function CopySection({ request, onGiven }: { request: RequestWithChoices; onGiven(): Promise<void> }) {
  const t = useMessages('requestSections');
  const { can } = useSession();
  const { disclosed, decision } = request;
  const mayGive = can('officer') && mayGiveCopy(request);
  if (!mayGive && disclosed.length === 0) return null;
  return (
    <Section title={t('copy')}>
      {mayGive && (
        <>
          <p>{t('copyText')}</p>
          {decision === null && <p class="notice warning">{t('copyEarly')}</p>}
          <Downloads onGiven={onGiven} request={request} />
        </>
      )}
      {disclosed.length > 0 && (
        <Table
          caption={t('copiesCaption')}
          columns={[
            { key: 'at', header: t('when'), rowHeader: true, cell: ({ at }) => <Time value={at} /> },
            { key: 'format', header: t('format'), cell: ({ format }) => format.toUpperCase() },
            { key: 'bytes', header: t('size'), numeric: true, cell: ({ bytes }) => <Count n={bytes} /> },
            { key: 'by', header: t('who'), cell: ({ by }) => <Actor id={by} /> },
            { key: 'sha256', header: t('digest'), cell: ({ sha256 }) => <code>{sha256}</code> },
          ]}
          rowKey={({ at, sha256 }) => `${at} ${sha256}`}
          rows={disclosed}
        />
      )}
    </Section>
  );
}

function Downloads({ request: { id, kind }, onGiven }: { request: RequestWithChoices; onGiven(): Promise<void> }) {
  const t = useMessages('requestSections');
  const [how, setHow] = useState<'idle' | 'preparing' | 'given'>('idle');
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const { run, busy, problem } = useAction(async (format: CopyFormat) => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setHow('idle');
    try {
      await fetchCopy(id, format, { signal, onPreparing: () => setHow('preparing') });
      await onGiven();
      setHow('given');
    } catch (error) {
      setHow('idle');
      if (!signal.aborted) throw error;
    }
  });
  return (
    <>
      <Problem problem={problem} says={{ 406: t('tooLong'), 410: t('goneCopy'), 'no-copy': t('noCopy') }} />
      <p class="actions">
        {kind === 'access' && (
          <>
            <Button busy={busy} onClick={() => run('html')}>
              {t('copyPage')}
            </Button>
            <Button busy={busy} onClick={() => run('pdf')}>
              {t('copyPdf')}
            </Button>
          </>
        )}
        <Button busy={busy} onClick={() => run('json')}>
          {t('copyJson')}
        </Button>
      </p>
      <div aria-live="polite">
        {how === 'preparing' && <p class="notice">{t('preparing')}</p>}
        {how === 'given' && <p class="notice">{t('given')}</p>}
      </div>
      {how === 'preparing' && (
        <p>
          <Button onClick={() => stop.current.abort()}>{t('stop')}</Button>
        </p>
      )}
    </>
  );
}
