import { Page } from '../../parts/page.tsx';
import { useMessages } from '../../words/messages.ts';
import { pageMessages } from './messages.ts';

/** Ajot ja kunto. */
export default function RunsPage() {
  const t = useMessages(pageMessages);
  return <Page title={t('title')}>{null}</Page>;
}
