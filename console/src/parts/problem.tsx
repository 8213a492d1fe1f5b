import { useEffect, useRef } from 'preact/hooks';
import { type ApiProblem, isSignedOut } from '../api/problem.ts';
import { useLanguage } from '../words/language.ts';
import type { KeyOf } from '../words/load.ts';
import { useMessages } from '../words/messages.ts';
import { Button } from './button.tsx';
import { fieldId } from './field.tsx';

/**
 * Why something came to nothing, with links to the fields that are wrong. What came of a button gets the focus; what could not be
 * read, and has `retry`, does not. `says` are texts for kinds of problem that the page knows more of, by the end of their `type`, or by
 * their status.
 */
export function Problem({
  problem,
  retry,
  says = {},
  title,
}: {
  problem: ApiProblem | undefined;
  /** What did not work. */
  title?: string;
  retry?: (() => void) | undefined;
  says?: Readonly<Record<string, string>>;
}) {
  const t = useMessages('shared');
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== undefined && retry === undefined) box.current?.focus();
  }, [problem]);
  if (problem === undefined) return null;
  const { status, type, detail, errors } = problem;
  const kind = type.split('/').at(-1) ?? '';
  const own = says[kind] ?? says[String(status)];
  return (
    <div class="problem" ref={box} role="alert" tabIndex={-1}>
      <h2>{title ?? t('problemTitle')}</h2>
      <p>{own ?? t(generalOf(problem), { status })}</p>
      {language === 'en' && detail !== '' && <p>{detail}</p>}
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
}

/** What can be said of a problem by its status. */
function generalOf(problem: ApiProblem): KeyOf<'shared'> {
  const { status, type } = problem;
  if (status === 0) return 'noAnswer';
  if (isSignedOut(problem)) return 'signedOut';
  if (type === 'console:not-understood') return 'notUnderstood';
  return BY_STATUS[status] ?? 'unexpected';
}

const BY_STATUS: Readonly<Record<number, KeyOf<'shared'>>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  422: 'badRequest',
  429: 'tooMuch',
  503: 'unavailable',
};
