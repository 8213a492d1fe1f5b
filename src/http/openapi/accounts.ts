import { ACCOUNT, type AccountUse } from '../account-query.ts';
import type { Answers } from './operation.ts';

/** The parameter that names the HubSpot account, where there are several. */
export function accountParameters(use: AccountUse, accounts: readonly string[]) {
  if (accounts.length === 0 || use === 'none') return [];
  const description = use === 'needed' ? 'The HubSpot account.' : 'The HubSpot account; all of them without it.';
  const schema = { type: 'string', enum: [...accounts] };
  return [{ name: ACCOUNT, in: 'query', required: use === 'needed', description, schema }];
}

/** Answers whose links lead to the same account. */
export function withAccount(answers: Answers, accounts: readonly string[]): Answers {
  if (accounts.length === 0) return answers;
  const parameter = { [ACCOUNT]: `$request.query.${ACCOUNT}` };
  return Object.fromEntries(
    Object.entries(answers).map(([status, { links, ...answer }]) => {
      if (links === undefined) return [status, answer];
      const led = Object.entries(links).map(([name, link]) => [
        name,
        { ...link, parameters: { ...link.parameters, ...parameter } },
      ]);
      return [status, { ...answer, links: Object.fromEntries(led) }];
    }),
  );
}
