import { type ComponentChildren, createContext } from 'preact';
import { useLocation } from 'preact-iso';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { ACCOUNT } from '../api/account.ts';
import { api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { noteSignedIn } from '../api/signed-in.ts';
import type { SessionAnswer } from '../api/types.ts';

export type Role = SessionAnswer['registers'][number]['roles'][number];

/** Who looks at the page, and what they may do in the account that is shown. */
export interface Session {
  /** `name` is null where the platform tells none. */
  readonly person: { readonly id: string; readonly name: string | null };
  readonly roles: readonly Role[];
  /** Names of the accounts in which the person has a role; none where there is one only. */
  readonly accounts: readonly string[];
  /** The one that is shown; null where there is one only, or the address names none of theirs. */
  readonly account: string | null;
  /** The register's own calendar date, by which something is overdue. */
  readonly today: string;
  readonly namesAreMasked: boolean;
  /** Whether the person has one of these roles. */
  can(...roles: readonly Role[]): boolean;
}

/** What is known of who looks at the page. */
export type Known =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  | { readonly state: 'out' }
  | { readonly state: 'in'; readonly session: Session };

interface Access {
  readonly known: Known;
  /** Asks anew; gives what it found. */
  ask(): Promise<Known>;
}

const AccessContext = createContext<Access>({ known: { state: 'loading' }, ask: async () => ({ state: 'out' }) });

/** Asks the API who is signed in. */
export function SessionProvider({ children }: { children: ComponentChildren }) {
  const { query } = useLocation();
  const [told, setTold] = useState<Told>({ state: 'loading' });
  const wanted = query[ACCOUNT];
  const ask = async () => {
    const found = await whoAmI();
    // Somebody who was in is asked to sign in again over what they see; it stays.
    setTold((before) => (found.state === 'in' || before.state !== 'in' ? found : before));
    if (found.state === 'in') noteSignedIn();
    return knownFrom(found, wanted);
  };
  useEffect(() => {
    ask();
  }, []);
  const known = useMemo(() => knownFrom(told, wanted), [told, wanted]);
  return <AccessContext.Provider value={{ known, ask }}>{children}</AccessContext.Provider>;
}

/** What is known, for the shell. */
export function useAccess(): Access {
  return useContext(AccessContext);
}

/** The session of who is signed in; pages are shown to nobody else. */
export function useSession(): Session {
  const { known } = useAccess();
  if (known.state !== 'in') throw new Error('Nobody is signed in.');
  return known.session;
}

/** What the API said, whichever account is shown. */
type Told = Exclude<Known, { state: 'in' }> | { readonly state: 'in'; readonly answer: SessionAnswer };

async function whoAmI(): Promise<Told> {
  try {
    const answer = await api.get<SessionAnswer>('/api/session', { [ACCOUNT]: undefined });
    return answer.caller === 'person' ? { state: 'in', answer } : { state: 'out' };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return error.status === 401 ? { state: 'out' } : { state: 'failed', problem: error };
  }
}

function knownFrom(told: Told, wanted: string | undefined): Known {
  if (told.state !== 'in') return told;
  const { personId, name, today, registers } = told.answer;
  const accounts = registers.flatMap(({ account }) => (account === null ? [] : [account]));
  // An account that is none of theirs is none: another in its place would be taken for it.
  const shown =
    wanted === undefined || accounts.length === 0 ? registers[0] : registers.find(({ account }) => account === wanted);
  const roles = shown?.roles ?? [];
  return {
    state: 'in',
    session: {
      person: { id: personId ?? '', name },
      roles,
      accounts,
      account: shown?.account ?? null,
      today,
      namesAreMasked: shown?.names === 'masked',
      can: (...wantedRoles) => wantedRoles.some((role) => roles.includes(role)),
    },
  };
}
