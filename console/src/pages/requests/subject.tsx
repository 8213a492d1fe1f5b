import { PersonName } from '../../parts/names.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

/** What is decided about, in words: a contact with its name where that is known, an engagement, a property. */
export function Subject({ subject }: { subject: string }) {
  const t = useMessages('request');
  const { language } = useLanguage();
  const [kind = '', id = ''] = subject.split(':');
  if (kind === 'contact') return <PersonName id={id} />;
  if (kind === 'property') return <span>{t('property', { name: id })}</span>;
  return <span>{t('engagement', { type: codeText('activityTypes', language, kind), id })}</span>;
}
