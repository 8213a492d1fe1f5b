import { ACCOUNT, type AccountUse, addressOf } from '../account-query.ts';
import type { Answers } from './operation.ts';

/** The parameter that names the HubSpot account, where there are several. */
export function accountParameters(use: AccountUse, accounts: readonly string[]) {
  if (accounts.length === 0 || use === 'none') return [];
  const description = use === 'needed' ? 'The HubSpot account.' : 'The HubSpot account; all of them without it.';
  const schema = { type: 'string', enum: [...accounts] };
  return [{ name: ACCOUNT, in: 'query', required: use === 'needed', description, schema }];
}

/** Answers whose links, and addresses in examples of headers, lead to the same account. */
export function withAccount(answers: Answers, accounts: readonly string[]): Answers {
  const [account] = accounts;
  if (account === undefined) return answers;
  const parameter = { [ACCOUNT]: `$request.query.${ACCOUNT}` };
  return mapped(answers, ({ links, headers, ...answer }) => ({
    ...answer,
    ...(headers && {
      headers: mapped(headers, (header) => ({ ...header, example: withAddresses(header.example, account) })),
    }),
    ...(links && {
      links: mapped(links, (link) => ({ ...link, parameters: { ...link.parameters, ...parameter } })),
    }),
  }));
}

function withAddresses(example: string, account: string): string {
  return example.replaceAll(/\/api\/[^>\s]*/g, (address) => addressOf(address, account));
}

function mapped<Value>(values: Readonly<Record<string, Value>>, map: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
