import { useEffect, useRef } from 'preact/hooks';
import { type ApiProblem, isSignedOut } from '../api/problem.ts';
import { useLanguage } from '../words/language.tsx';
import { useMessages } from '../words/messages.ts';
import { shared } from '../words/shared.ts';
import { Button } from './button.tsx';
import { fieldId } from './field.tsx';

/**
 * Why something came to nothing, with links to the fields that are wrong. It gets the focus when it comes. `says` are texts for kinds
 * of problem that the page knows more of, by the end of their `type`, or by their status.
 */
export function Problem({
  problem,
  retry,
  says = {},
}: {
  problem: ApiProblem | undefined;
  retry?: (() => void) | undefined;
  says?: Readonly<Record<string, string>>;
}) {
  const t = useMessages(shared);
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== undefined) box.current?.focus();
  }, [problem]);
  if (problem === undefined) return null;
  const { status, type, detail, errors } = problem;
  const kind = type.split('/').at(-1) ?? '';
  const own = says[kind] ?? says[String(status)];
  return (
    <div class="problem" ref={box} role="alert" tabIndex={-1}>
      <h2>{t('problemTitle')}</h2>
      <p>{own ?? (general() || detail)}</p>
      {(own !== undefined || general() !== '') && detail !== '' && language === 'en' && <p>{detail}</p>}
      {language !== 'en' && detail !== '' && (
        <details>
          <summary>{t('whatServerSaid')}</summary>
          <p lang="en">{detail}</p>
        </details>
      )}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={path + message}>
              {path !== '' && <a href={`#${fieldId(path)}`}>{path}</a>} <span lang="en">{message}</span>
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && <Button onClick={retry}>{t('reload')}</Button>}
    </div>
  );

  function general(): string {
    if (problem === undefined) return '';
    if (status === 0) return t('noAnswer');
    if (isSignedOut(problem)) return t('signedOut');
    if (type === 'console:not-understood') return t('notUnderstood', { status });
    if (status === 403) return t('forbidden');
    return status === 503 ? t('unavailable') : '';
  }
}
