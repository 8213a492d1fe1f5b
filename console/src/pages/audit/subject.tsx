import { Link } from '../../parts/link.tsx';
import { PersonName } from '../../parts/names.tsx';
import { useMessages } from '../../words/messages.ts';

/** What an event is about, with a link to more of it. */
export function EventSubject({ subject }: { subject: string }) {
  return (
    <div class="subject">
      <SubjectText subject={subject} />
    </div>
  );
}

function SubjectText({ subject }: { subject: string }) {
  const t = useMessages('audit');
  const place = subject.indexOf(':');
  const [kind, id] = place < 0 ? ['', subject] : [subject.slice(0, place), subject.slice(place + 1)];
  switch (kind) {
    case 'contact':
      return (
        <Link query={{ contactId: id }} to="/audit">
          <PersonName id={id} />
        </Link>
      );
    case 'company':
      return (
        <Link query={{ companyId: id }} to="/audit">
          {t('company', { id })}
        </Link>
      );
    case 'run':
      return <Link to={`/runs/${encodeURIComponent(id)}`}>{`${t('runOf')} ${id}`}</Link>;
    case 'erasure':
      return <Link to={`/erasures/${encodeURIComponent(id)}`}>{`${t('list')} ${id}`}</Link>;
    case 'request':
      return <Link to={`/requests/${encodeURIComponent(id)}`}>{`${t('request')} ${id}`}</Link>;
    case 'policy':
      return <Link to="/notice">{t('policy')}</Link>;
    case 'function':
      return <span>{t('function', { id })}</span>;
    case 'definitions':
      return <span>{t('definitions', { id })}</span>;
    case 'segments':
      return <span>{t('segments', { id })}</span>;
    case 'audit':
      return <span>{t('trailItself', { id })}</span>;
    default:
      return <code>{subject}</code>;
  }
}
