import type { AuditEventAnswer } from '../../api/types.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

/** What an event changes, and why: the property in words, its values before and after, and the cause, as the trail has them. */
export function Change({ event: { property, before, after, cause } }: { event: AuditEventAnswer }) {
  const t = useMessages('audit');
  const { language } = useLanguage();
  const name = codeText('properties', language, property);
  return (
    <div class="change">
      {property !== '' && (
        <p>
          {name !== property && <>{name} </>}
          <code class="soft">{property}</code>
          <br />
          <span class="for-readers">{t('before')}: </span>
          <Value text={before} /> <span aria-hidden="true">→</span> <span class="for-readers">{t('after')}: </span>
          <Value text={after} />
        </p>
      )}
      {cause !== '' && (
        <p>
          <span class="soft">{t('cause')}:</span> <code>{cause}</code>
        </p>
      )}
    </div>
  );
}

function Value({ text }: { text: string }) {
  const t = useMessages('audit');
  return text === '' ? <span class="soft">{t('empty')}</span> : <code>{text}</code>;
}
