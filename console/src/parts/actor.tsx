import { useSession } from '../session/session.tsx';
import { useMessages } from '../words/messages.ts';

/** The last digits of an object id tell people apart on a page; the whole of it stands in the tip. */
const SHOWN = 8;

/** Who did something: by the object id of Entra, for the register keeps no names of its users. */
export function Actor({ id }: { id: string | null }) {
  const t = useMessages('actors');
  const { person } = useSession();
  if (id === null || id === '') return <span class="dash">–</span>;
  if (id === person.id) return <span title={id}>{t('me')}</span>;
  if (id === 'timer') return <span>{t('timer')}</span>;
  if (id === 'key') return <span>{t('key')}</span>;
  if (id === 'audit') return <span>{t('audit')}</span>;
  return <span title={id}>{t('user', { id: id.slice(-SHOWN) })}</span>;
}
