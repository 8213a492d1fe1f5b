import { listDisclosures } from '../../rights/disclosures/list.ts';
import { disclosuresAnswer } from '../disclosures-answer.ts';
import { type DisclosuresRequest, disclosuresQuery } from '../disclosures-request.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { disclosuresOperations } from '../operations/disclosures.ts';
import type { Register } from '../register.ts';

/** `GET /api/disclosures`. */
export const disclosures: Endpoint<DisclosuresRequest, undefined, Register> = {
  name: 'disclosures',
  operations: disclosuresOperations,
  route: 'disclosures',
  query: ({ engine }) => disclosuresQuery(engine.policy.timeZone, engine.auditKey),
  body: NO_BODY,
  answer: async ({ query, headers, register: { account, engine } }) => {
    const page = await listDisclosures(engine, query.filter, query.limit, query.position);
    return disclosuresAnswer(query, headers.get('accept'), page, engine.auditKey, account);
  },
};
