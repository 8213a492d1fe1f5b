import { Page } from '../../parts/page.tsx';
import { useMessages } from '../../words/messages.ts';
import { pageMessages } from './messages.ts';

/** Tarkastus. */
export default function AuditPage() {
  const t = useMessages(pageMessages);
  return <Page title={t('title')}>{null}</Page>;
}
