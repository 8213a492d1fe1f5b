import { Page } from '../../parts/page.tsx';
import { useMessages } from '../../words/messages.ts';
import { pageMessages } from './messages.ts';

/** Seloste. */
export default function NoticePage() {
  const t = useMessages(pageMessages);
  return <Page title={t('title')}>{null}</Page>;
}
