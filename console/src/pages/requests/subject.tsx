import { PersonName } from '../../parts/names.tsx';
import { engagementTypes } from '../../words/engagements.ts';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { oneMessages } from './messages.ts';

/** What is decided about, in words: a contact with its name where that is known, an engagement, a property. */
export function Subject({ subject }: { subject: string }) {
  const t = useMessages(oneMessages);
  const { language } = useLanguage();
  const [kind = '', id = ''] = subject.split(':');
  if (kind === 'contact') return <PersonName id={id} />;
  if (kind === 'property') return <span>{t('property', { name: id })}</span>;
  return <span>{t('engagement', { type: codeText(engagementTypes, language, kind), id })}</span>;
}
