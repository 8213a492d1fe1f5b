import type { VerificationAnswer } from '../../api/types.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

const MOST_SHOWN = 50;

/** What a verification found, and what that means. */
export function VerificationResult({ result }: { result: VerificationAnswer }) {
  const t = useMessages('verification');
  const { status, which, verifiedAt, durationMs, events, faultCount, chains } = result;
  const isWhole = status === 'ok';
  return (
    <Section title={t('which')}>
      <p>
        <Status kind={isWhole ? 'good' : 'bad'}>{t(status)}</Status>
      </p>
      <p>{t(isWhole ? 'okMeans' : 'failedMeans')}</p>
      <Facts
        rows={[
          [t('which'), t(which === 'now' ? 'whichNow' : 'whichLast')],
          [t('verifiedAt'), <Time key="at" value={verifiedAt} />],
          [t('duration'), t('seconds', { count: Math.ceil(durationMs / 1_000) })],
          [t('events'), <Count key="events" n={events} />],
          [t('faults'), <Count key="faults" n={faultCount} />],
        ]}
      />
      {!isWhole && <FaultTable result={result} />}
      <details>
        <summary>{t('chains')}</summary>
        <Table
          caption={t('chainsCaption')}
          columns={[
            { key: 'chain', header: t('chain'), rowHeader: true, cell: ({ chain }) => chain },
            { key: 'events', header: t('events'), numeric: true, cell: (one) => <Count n={one.events} /> },
            { key: 'pruned', header: t('pruned'), numeric: true, cell: ({ pruned }) => <Count n={pruned} /> },
            { key: 'seals', header: t('seals'), numeric: true, cell: ({ seals }) => <Count n={seals} /> },
            { key: 'sealed', header: t('sealed'), numeric: true, cell: (one) => <Count n={one.sealedUntil} /> },
            { key: 'open', header: t('open'), numeric: true, cell: (one) => <Count n={one.openIntents} /> },
            { key: 'faults', header: t('faults'), numeric: true, cell: (one) => <Count n={one.faultCount} /> },
          ]}
          rowKey={({ chain }) => chain}
          rows={chains}
        />
      </details>
    </Section>
  );
}

function FaultTable({ result }: { result: VerificationAnswer }) {
  const t = useMessages('verification');
  const { language } = useLanguage();
  const shown = result.faults.slice(0, MOST_SHOWN);
  return (
    <Table
      caption={t('faultsCaption', { count: shown.length })}
      columns={[
        {
          key: 'kind',
          header: t('kind'),
          rowHeader: true,
          cell: ({ kind }) => (
            <>
              {codeText('trailFaults', language, kind)} <code class="soft">{kind}</code>
            </>
          ),
        },
        { key: 'chain', header: t('chain'), cell: ({ chain }) => chain },
        { key: 'place', header: t('place'), cell: ({ first, last, row }) => row ?? placeOf(first, last) },
        { key: 'detail', header: t('detail'), cell: ({ detail }) => <span lang="en">{detail}</span> },
      ]}
      rowKey={({ kind, chain, first, last, row }) => [kind, chain, first, last, row].join(' ')}
      rows={shown}
    />
  );
}

function placeOf(first: number | null, last: number | null): string {
  return first === last ? String(first ?? '') : `${first}–${last}`;
}
