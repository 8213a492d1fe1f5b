import { Page } from '../../parts/page.tsx';
import type { PageProps } from '../../routing/page-props.ts';
import { useSession } from '../../session/session.tsx';
import { useMessages } from '../../words/messages.ts';
import { Health } from './health.tsx';
import { OneRun } from './one-run.tsx';
import { RunTable } from './run-table.tsx';
import { StartRun } from './start-run.tsx';

/** Ajot ja kunto: the runs and the health, or one run. */
export default function RunsPage({ id }: PageProps) {
  const t = useMessages('runs');
  const { can } = useSession();
  if (id !== undefined) return <OneRun id={id} key={id} />;
  return (
    <Page actions={can('admin') && <StartRun />} intro={t('intro')} title={t('title')}>
      <Health />
      <RunTable />
    </Page>
  );
}
