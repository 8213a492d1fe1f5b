import { Page } from '../../parts/page.tsx';
import { useMessages } from '../../words/messages.ts';
import { pageMessages } from './messages.ts';

/** Tehtävät. */
export default function TasksPage() {
  const t = useMessages(pageMessages);
  return <Page title={t('title')}>{null}</Page>;
}
