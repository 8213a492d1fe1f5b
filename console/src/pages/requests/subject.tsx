import { PersonName } from '../../parts/names.tsx';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { engagementTypes } from './codes.ts';
import { oneMessages } from './messages.ts';

/** What is decided about, in words: a contact with its name where that is known, an engagement, a property. */
export function Subject({ subject }: { subject: string }) {
  const text = useSubjectText();
  const [kind, id = ''] = subject.split(':');
  return kind === 'contact' ? <PersonName id={id} /> : <span>{text(subject)}</span>;
}

/** The same as text, without a name. */
export function useSubjectText(): (subject: string) => string {
  const t = useMessages(oneMessages);
  const { language } = useLanguage();
  return (subject) => {
    const [kind = '', id = ''] = subject.split(':');
    if (kind === 'contact') return t('contact', { id });
    if (kind === 'property') return t('property', { name: id });
    return t('engagement', { type: codeText(engagementTypes, language, kind), id });
  };
}
