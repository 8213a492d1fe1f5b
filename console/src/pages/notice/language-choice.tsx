import { useQuery } from '../../routing/links.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { type Language, useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';

/** The language of the document: the address keeps it, and without it that of the page is taken. */
export function useDocumentLanguage(): Language {
  const { query } = useQuery();
  const { language } = useLanguage();
  return query.lang === 'fi' || query.lang === 'en' ? query.lang : language;
}

/** Chooses the language of the document. */
export function LanguageOfDocument() {
  const t = useMessages('notice');
  const { setQuery } = useQuery();
  return (
    <div class="filters">
      <Field label={t('language')}>
        <Select
          onChange={(lang) => setQuery({ lang })}
          options={[
            ['fi', t('inFinnish')],
            ['en', t('inEnglish')],
          ]}
          value={useDocumentLanguage()}
        />
      </Field>
    </div>
  );
}
