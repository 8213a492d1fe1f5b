import { useLocation } from 'preact-iso';
import { ACCOUNT } from '../api/account.ts';
import { useMessages } from '../words/messages.ts';
import { BASE } from '../routing/links.ts';
import type { Session } from '../session/session.tsx';

/** Chooses the account where there are several. A choice leads to the list of its page: ids are of one account. */
export function AccountChooser({ session: { accounts, account } }: { session: Session }) {
  const t = useMessages('shell');
  const { path, route } = useLocation();
  if (accounts.length === 0) return null;
  const [page = ''] = path.slice(BASE.length + 1).split('/');
  return (
    <label class="account">
      {t('account')}{' '}
      <select
        onChange={({ currentTarget: { value } }) => {
          if (value !== '')
            route(`${BASE}${page === '' ? '' : `/${page}`}?${new URLSearchParams({ [ACCOUNT]: value }).toString()}`);
        }}
        value={account ?? ''}
      >
        {account === null && <option value="">{t('chooseAccount')}</option>}
        {accounts.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
